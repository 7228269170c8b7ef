namespace Curriculum.Text.Translation;

/// <summary>What a decoder reads as the words so far.</summary>
public enum DecoderInputs
{
    /// <summary>The right words (teacher forcing): every position can be computed at once, and an error has no consequences.</summary>
    Gold,

    /// <summary>Its own best words (free-running): what it does when it translates.</summary>
    Own,
}

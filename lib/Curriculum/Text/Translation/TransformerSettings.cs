namespace Curriculum.Text.Translation;

/// <summary>The sizes of a <see cref="TransformerTranslator"/>, and a switch for each point in which the course's model departs from the paper.</summary>
/// <exception cref="ArgumentOutOfRangeException">A size is set that is not positive, or a probability that is none.</exception>
public sealed record TransformerSettings
{
    /// <summary>The course's model: 3 + 3 layers of 128 features, 6 heads of 32, and its departures from the paper.</summary>
    public static TransformerSettings Course { get; } = new();

    /// <summary>The same sizes as Vaswani et al., arXiv:1706.03762, have it: scores divided by √d_k, embeddings multiplied by √d_model and dropped, every source token trained.</summary>
    public static TransformerSettings Paper { get; } = new() { ScalesByModel = false, ScalesEmbeddings = true, DropsEmbeddings = true, TrainsOnSourceBegin = true };

    /// <summary>d_model: the features of a position.</summary>
    public int Features { get; init => field = Setting.AtLeast<TransformerSettings>(1, value); } = 128;

    /// <summary>d_ff: the hidden units of the feed-forward networks.</summary>
    public int Hidden { get; init => field = Setting.AtLeast<TransformerSettings>(1, value); } = 256;

    /// <summary>N: how many layers the encoder has, and the decoder.</summary>
    public int Layers { get; init => field = Setting.AtLeast<TransformerSettings>(1, value); } = 3;

    /// <summary>h: how many heads look at a sentence side by side.</summary>
    public int Heads { get; init => field = Setting.AtLeast<TransformerSettings>(1, value); } = 6;

    /// <summary>d_k = d_v: the features of a head.</summary>
    public int HeadFeatures { get; init => field = Setting.AtLeast<TransformerSettings>(1, value); } = 32;

    /// <summary>The probability of dropping an attention weight, or a feature of a part's output.</summary>
    public double DropProbability
    {
        get;
        init => field = value is >= 0 and < 1 ? value : throw Setting.Refused<TransformerSettings>("0 or more and less than 1", value);
    } = 0.1;

    /// <summary>How many tokens a sentence may have, special tokens included.</summary>
    public int MaxLength { get; init => field = Setting.AtLeast<TransformerSettings>(1, value); } = 22;

    /// <summary>Whether scores are divided by √d_model (the course); if not, by √d_k (the paper, eq. 1).</summary>
    public bool ScalesByModel { get; init; } = true;

    /// <summary>Whether embeddings are multiplied by √d_model (the paper, section 3.4; the course does not).</summary>
    public bool ScalesEmbeddings { get; init; }

    /// <summary>Whether features of the sum of embedding and position are dropped (the paper, section 5.4; the course does not).</summary>
    public bool DropsEmbeddings { get; init; }

    /// <summary>Whether sources are trained with <see cref="SpecialTokens.Begin"/>; the course drops it there and feeds it in translation, so that its vector stays as it was drawn.</summary>
    public bool TrainsOnSourceBegin { get; init; }

    /// <summary>Whether sources are translated with <see cref="SpecialTokens.Begin"/>, as both do.</summary>
    public bool ReadsSourceBegin { get; init; } = true;
}

namespace Curriculum.Lessons;

/// <summary>A figure cannot be drawn as it stands: the message names the part, what was found and the call that mends it.</summary>
public sealed class FigureException : InvalidOperationException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Part, what was found, cure.</param>
    public FigureException(string message) : base(message)
    {
    }
}

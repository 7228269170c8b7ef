namespace Curriculum.Autograd;

/// <summary>A derivative was asked for that the recorded computation cannot give.</summary>
/// <remarks>The message names what was asked, why it has no answer and the usual cure.</remarks>
public sealed class GradientException : InvalidOperationException
{
    /// <summary>An exception with a general message.</summary>
    public GradientException()
        : this("The derivative asked for cannot be computed.")
    {
    }

    /// <summary>An exception that says what was asked, why it has no answer and the cure.</summary>
    /// <param name="message">The text shown to the reader.</param>
    public GradientException(string message)
        : base(message)
    {
    }

    /// <summary>An exception caused by another one.</summary>
    /// <param name="message">The text shown to the reader.</param>
    /// <param name="innerException">The cause.</param>
    public GradientException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

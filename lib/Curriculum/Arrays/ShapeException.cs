namespace Curriculum.Arrays;

/// <summary>The shapes, axes or indices given to an operation do not fit together. The message says which, what was expected and how to cure it.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>An exception with an empty message.</summary>
    public ShapeException()
    {
    }

    /// <summary>An exception with a message of the form "Op: argument must be …, got …. Cure."</summary>
    public ShapeException(string message)
        : base(message)
    {
    }

    /// <summary>An exception caused by another one.</summary>
    public ShapeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

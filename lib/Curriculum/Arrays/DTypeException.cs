namespace Curriculum.Arrays;

/// <summary>An operation does not work on elements of this type. The message says which type was expected and how to convert.</summary>
public sealed class DTypeException : ArgumentException
{
    /// <summary>An exception with an empty message.</summary>
    public DTypeException()
    {
    }

    /// <summary>An exception with a message of the form "Op: argument must be …, got …. Cure."</summary>
    public DTypeException(string message)
        : base(message)
    {
    }

    /// <summary>An exception caused by another one.</summary>
    public DTypeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

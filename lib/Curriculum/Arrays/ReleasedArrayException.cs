namespace Curriculum.Arrays;

/// <summary>An array was used after its memory had been given back.</summary>
public sealed class ReleasedArrayException : InvalidOperationException
{
    /// <summary>An exception with the usual message.</summary>
    public ReleasedArrayException()
        : base("NdArray: this array was released, its memory may hold other values by now. Keep a Copy() of what is needed later.")
    {
    }

    /// <summary>An exception with a message of its own.</summary>
    public ReleasedArrayException(string message)
        : base(message)
    {
    }

    /// <summary>An exception caused by another one.</summary>
    public ReleasedArrayException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

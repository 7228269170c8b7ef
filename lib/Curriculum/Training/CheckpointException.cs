namespace Curriculum.Training;

/// <summary>A checkpoint cannot be read: it is another kind of file, damaged, or of another model. The message says which and what to do.</summary>
public sealed class CheckpointException : IOException
{
    /// <summary>An exception with a general message.</summary>
    public CheckpointException()
        : this("The checkpoint cannot be read.")
    {
    }

    /// <summary>An exception that says what is wrong with which file, and the cure.</summary>
    public CheckpointException(string message)
        : base(message)
    {
    }

    /// <summary>An exception caused by another one.</summary>
    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

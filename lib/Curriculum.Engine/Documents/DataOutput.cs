namespace Curriculum.Engine.Documents;

/// <summary>A value that was shown, in one representation or more: <see cref="DisplayData"/> or <see cref="ExecuteResult"/>.</summary>
public abstract record DataOutput(MimeBundle Data) : CellOutput
{
    /// <summary>The plain representation, or a line that says which representations there are instead.</summary>
    public override string PlainText => Data.PlainText ?? $"<{string.Join(", ", Data.Keys)}>";
}

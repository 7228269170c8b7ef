namespace Curriculum.Engine.Documents;

/// <summary>Text that a cell wrote to a stream (<c>output_type: stream</c>); neighbouring writes to one stream are one output.</summary>
public sealed record StreamOutput(StreamName Name, string Text) : CellOutput
{
    /// <inheritdoc/>
    public override string PlainText => Text;
}

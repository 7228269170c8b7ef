using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>The cell wrote text to a stream; a piece, as it came, not necessarily a line.</summary>
public sealed record StreamWritten(StreamName Name, string Text) : OutputEvent;

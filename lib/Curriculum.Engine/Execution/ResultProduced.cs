using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>The cell ended in an expression with a value.</summary>
public sealed record ResultProduced(MimeBundle Data) : OutputEvent;

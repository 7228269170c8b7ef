using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>The cell did not compile, threw or was interrupted.</summary>
public sealed record ErrorRaised(ErrorOutput Error) : OutputEvent;

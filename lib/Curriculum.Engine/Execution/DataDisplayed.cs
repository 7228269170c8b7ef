using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>The cell displayed a value; <paramref name="DisplayId"/> names this display for later updates, unique in its session.</summary>
public sealed record DataDisplayed(string DisplayId, MimeBundle Data) : OutputEvent;

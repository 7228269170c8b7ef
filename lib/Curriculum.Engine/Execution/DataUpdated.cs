using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>The cell replaced what an earlier display shows, be it its own or that of a cell above (Jupyter's <c>update_display_data</c>).</summary>
public sealed record DataUpdated(string DisplayId, MimeBundle Data) : OutputEvent;

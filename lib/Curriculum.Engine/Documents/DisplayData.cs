namespace Curriculum.Engine.Documents;

/// <summary>A value shown by <c>display(…)</c> (<c>output_type: display_data</c>).</summary>
public sealed record DisplayData(MimeBundle Data) : DataOutput(Data);

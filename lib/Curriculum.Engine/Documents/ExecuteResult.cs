namespace Curriculum.Engine.Documents;

/// <summary>The value of a cell's trailing expression (<c>output_type: execute_result</c>).</summary>
public sealed record ExecuteResult(MimeBundle Data) : DataOutput(Data);

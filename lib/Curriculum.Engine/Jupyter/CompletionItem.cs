namespace Curriculum.Engine.Jupyter;

/// <summary>A name that can stand at the cursor.</summary>
/// <param name="Name">What is inserted.</param>
/// <param name="Kind">Jupyter's word for its kind.</param>
/// <param name="Signature">Types and parameters, and how many overloads there are.</param>
internal sealed record CompletionItem(string Name, string Kind, string Signature);

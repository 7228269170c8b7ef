namespace Curriculum.Autograd;

/// <summary>One recorded step of a computation: which operation made which tensors from which.</summary>
/// <remarks>
/// Depth is one more than that of the deepest input (a leaf has 0): a node no deeper than every tensor asked about
/// cannot depend on any of them, so a sweep stops there. Versions is the sum of the inputs' versions when the step was
/// recorded; versions only grow, so an equal sum means that no input has been assigned to since.
/// </remarks>
internal sealed class Node(Operation operation, Tensor[] inputs, Tensor[] outputs, int depth, int versions)
{
    public Operation Operation { get; } = operation;

    public Tensor[] Inputs { get; } = inputs;

    public Tensor[] Outputs { get; } = outputs;

    public int Depth { get; } = depth;

    /// <summary>Throws if a leaf has been assigned to since this step was recorded: its derivative would mix old and new values.</summary>
    public void RequireUnchangedInputs()
    {
        int now = 0;
        foreach (var input in Inputs)
        {
            now += input.Version;
        }

        if (now == versions)
            return;
        string changed = string.Join(" or ", Inputs.Where(t => t.Version > 0).Select(t => $"'{t.Name ?? "a leaf without name"}' {t.Shape}").Distinct());
        throw new GradientException(
            $"{Operation.Name}: its input {changed} was assigned to (by an optimizer's step or by Assign) after this computation was recorded, " +
            "so its derivative would mix old and new values. Compute the loss again after each assignment.");
    }
}

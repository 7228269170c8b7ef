using Curriculum.Autograd;

namespace Curriculum.Tests.Autograd;

/// <summary>Which operations a result was made by.</summary>
internal static class GraphWalk
{
    public static void Collect(Tensor from, HashSet<Type> seen)
    {
        var nodes = new Stack<Tensor>([from]);
        while (nodes.TryPop(out var tensor))
        {
            if (tensor.Node is not { } node)
                continue;
            seen.Add(node.Operation.GetType());
            Array.ForEach(node.Inputs, nodes.Push);
        }
    }
}

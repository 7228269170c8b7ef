using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Tests.Autograd;

/// <summary>Which operations there are, and which a result was made by.</summary>
internal static class GraphWalk
{
    // In their place the processor has others; where there is a device, they are compared with these.
    private static readonly Type[] OnDevicesAlone = [typeof(SpreadHeadsOperation), typeof(GatherHeadsOperation)];

    /// <summary>Every operation of the library that runs on the processor.</summary>
    public static IReadOnlyList<Type> AllOperations { get; } = [.. typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract).Except(OnDevicesAlone)];

    public static void Collect(Tensor from, HashSet<Type> seen)
    {
        var visited = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
        var nodes = new Stack<Tensor>([from]);
        while (nodes.TryPop(out var tensor))
        {
            if (tensor.Node is not { } node || !visited.Add(tensor))
                continue;
            seen.Add(node.Operation.GetType());
            Array.ForEach(node.Inputs, nodes.Push);
        }
    }
}

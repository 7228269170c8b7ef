namespace Curriculum.Arrays.Kernels;

/// <summary>Work on a range of items, written once for vectors of any width.</summary>
/// <typeparam name="T">What is computed with.</typeparam>
internal interface IVectorWork<T>
    where T : unmanaged
{
    /// <summary>Does items start … end − 1 in vectors of type <typeparamref name="V"/>.</summary>
    void Run<V>(int start, int end)
        where V : struct, ILanes<V, T>;
}

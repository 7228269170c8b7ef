using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>The results of a product that one thread keeps in registers until they are done.</summary>
/// <remarks>The compiler of kernels unrolls no loops and registers have no indices, so each is a field of its own, and each step is written out.</remarks>
internal interface IProductBlock<TSelf, TLane, T>
    where TSelf : struct, IProductBlock<TSelf, TLane, T>
    where TLane : struct, IDeviceLane<TLane, T>
    where T : unmanaged
{
    /// <summary>How many threads a group has.</summary>
    static abstract int Threads { get; }

    /// <summary>How many rows and columns of results they compute.</summary>
    static abstract int Tile { get; }

    /// <summary>How many quads of shared memory lie between the elements of a panel that meet in one step of the sums and those of the next.</summary>
    static abstract int Pitch { get; }

    /// <summary>Sums of nothing.</summary>
    /// <param name="thread">Which thread of the group keeps them.</param>
    static abstract TSelf Create(int thread);

    /// <summary>Elements of an operand as they go into shared memory.</summary>
    static virtual Quad<T> Prepare(Quad<T> four) => four;

    /// <summary>Adds the products of panels in shared memory, <paramref name="depth"/> steps of the sums, in their order.</summary>
    void Add(ArrayView<Quad<T>> left, ArrayView<Quad<T>> right, int depth);

    /// <summary>Writes the results to their places.</summary>
    void Write(ProductOutput<TLane, T> output);
}

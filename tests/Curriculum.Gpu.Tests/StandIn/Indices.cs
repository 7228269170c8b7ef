namespace ILGPU;

// A stand-in for the few types of ILGPU that the part uses, written from its documented behaviour: kernels run on the processor, one position after the other.

/// <summary>The position of a thread along one axis.</summary>
internal readonly record struct Index1D(int X)
{
    public static implicit operator int(Index1D index) => index.X;

    public static implicit operator Index1D(int x) => new(x);
}

/// <summary>Three lengths or positions.</summary>
internal readonly record struct Index3D(int X, int Y, int Z);

/// <summary>How many groups of how many threads a kernel is started with.</summary>
internal readonly record struct KernelConfig(Index3D GridDim, Index3D GroupDim)
{
    public KernelConfig(int gridDim, int groupDim)
        : this(new Index3D(gridDim, 1, 1), new Index3D(groupDim, 1, 1))
    {
    }
}

using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>A function from several rows to several rows, element by element, written once for every vector width.</summary>
internal unsafe interface IRowKernel<T>
    where T : unmanaged
{
    /// <summary>How many rows there are: first those that are only read, then those that are written (and may be read before).</summary>
    static abstract int Rows { get; }

    /// <summary>The first row that is written.</summary>
    static abstract int FirstWritten { get; }

    /// <summary>Works on the lanes from element i on of each row.</summary>
    void Apply<V>(T** rows, nint i)
        where V : struct, ILanes<V, T>;
}

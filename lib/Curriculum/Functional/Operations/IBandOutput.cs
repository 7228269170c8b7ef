using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Where the rows of a direct convolution go while they are in the cache.</summary>
internal unsafe interface IBandOutput<T>
    where T : unmanaged
{
    /// <summary>Bands hold a multiple of so many rows, except the last one of an image.</summary>
    int RowStep { get; }

    /// <summary>Whether sums are added to what stands where <see cref="Prepare"/> says; otherwise they are stored there.</summary>
    bool Adds { get; }

    /// <summary>Where the sums of some rows may go at once, without a look at them together: [f, rows, width], the filters a plane of the output apart. Null: nowhere, <see cref="Write"/> takes them.</summary>
    /// <param name="plan">The sizes.</param>
    /// <param name="image">The image, or with groups image · groups + group.</param>
    /// <param name="firstRow">The first row of the output.</param>
    /// <param name="rows">How many there are.</param>
    T* Prepare(in DirectPlan plan, int image, int firstRow, int rows);

    /// <summary>Takes some rows of output of one image (and group).</summary>
    /// <param name="plan">The sizes.</param>
    /// <param name="image">The image, or with groups image · groups + group.</param>
    /// <param name="firstRow">The first row of the output.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="results">Row i of filter f at f · line + i · <see cref="DirectPlan.Width"/>; behind the output's width come numbers without meaning.</param>
    /// <param name="line">From one filter to the next.</param>
    void Write<V>(in DirectPlan plan, int image, int firstRow, int rows, T* results, nint line)
        where V : struct, ILanes<V, T>;
}

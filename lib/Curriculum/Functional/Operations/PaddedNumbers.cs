using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>A row of numbers, filled up with zeros to full lanes, so that a kernel may read whole vectors at its end.</summary>
internal readonly unsafe ref struct PaddedNumbers<T>
    where T : unmanaged
{
    private readonly Scratch<T> _scratch;

    /// <summary>The elements of an array; zeros for none.</summary>
    public PaddedNumbers(NdArray? numbers, int count = 0)
    {
        count = Length(numbers?.Size ?? count);
        _scratch = new Scratch<T>(count);
        var row = new Span<T>(_scratch.Pointer, count);
        row.Clear();
        if (numbers is null)
            return;
        using var source = numbers.Read<T>();
        source.Span.CopyTo(row);
    }

    public T* Pointer => _scratch.Pointer;

    public static int Length(int count) => (count + LaneTree.Lanes - 1) / LaneTree.Lanes * LaneTree.Lanes;

    public void Dispose() => _scratch.Dispose();
}

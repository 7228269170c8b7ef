using System.Numerics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Rows written to positions, and the positions of what is not 0.</summary>
internal static class Scattering
{
    /// <summary>A copy of target [n, m] in which row positions[i] is row i of values.</summary>
    public static NdArray Assign(NdArray target, long[] positions, NdArray values)
    {
        if (target.Device.Kernels is not null)
            return Chosen(target, positions, values);
        var y = target.Copy();
        y.DType.Run(new AssignAction(y, positions, values));
        return y;
    }

    /// <summary>The flat positions, in row-major order, of all elements that are not 0.</summary>
    public static long[] FlatNonZero(NdArray a)
    {
        var found = new List<long>();
        a.DType.Run(new FindAction(a, found));
        return [.. found];
    }

    // Every row of the result is taken from the target, or from the last of the values for its place.
    private static NdArray Chosen(NdArray target, long[] positions, NdArray values)
    {
        int n = target.Shape[0];
        long[] from = new long[n];
        for (int i = 0; i < n; i++)
            from[i] = i;
        for (int i = 0; i < positions.Length; i++)
            from[positions[i]] = n + i;
        return NdArray.Concatenate(0, target, values).Take(NdArray.Places(from));
    }

    private readonly struct AssignAction(NdArray array, long[] positions, NdArray values) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = values.Read<T>();
            using var target = array.Write<T>();
            int width = array.Shape[1];
            for (int i = 0; i < positions.Length; i++)
                source.Span.Slice(i * width, width).CopyTo(target.Span[((int)positions[i] * width)..]);
        }
    }

    private readonly struct FindAction(NdArray array, List<long> found) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var source = array.Read<T>();
            for (int i = 0; i < source.Span.Length; i++)
            {
                if (source.Span[i] != T.Zero)
                    found.Add(i);
            }
        }
    }
}

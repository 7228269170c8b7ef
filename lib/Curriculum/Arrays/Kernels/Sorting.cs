using System.Numerics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Rows put in order.</summary>
internal static class Sorting
{
    /// <summary>Applies a function of rows along any axis.</summary>
    public static NdArray AlongLast(NdArray array, string op, int axis, Func<NdArray, NdArray> onRows)
    {
        int along = array.Shape.Axis(op, axis);
        var moved = array.MoveAxis(along, -1);
        return onRows(moved).MoveAxis(-1, along).Contiguous().AsOwner();
    }

    public static NdArray Sort(NdArray rows)
    {
        if (rows.Device.Kernels is not null)
            return OnDevice(rows).Sorted;
        var result = rows.Copy();
        if (result.Size > 0)
            result.DType.Run(new SortAction(result));
        return result;
    }

    public static NdArray ArgSort(NdArray rows)
    {
        if (rows.Device.Kernels is not null)
            return OnDevice(rows).Places;
        var result = NdArray.Uninitialized(rows.Shape, DType.Int64);
        if (result.Size > 0)
            rows.DType.Run(new ArgSortAction(rows, result));
        return result;
    }

    private static (NdArray Sorted, NdArray Places) OnDevice(NdArray rows)
    {
        var result = (Sorted: NdArray.Uninitialized(rows.Shape, rows.DType, rows.Device), Places: NdArray.Uninitialized(rows.Shape, DType.Int64, rows.Device));
        rows.Device.Kernels!.Sort(rows.Contiguous(), result.Sorted, result.Places);
        return result;
    }

    /// <summary>NaN after everything else.</summary>
    private static int Compare<T>(T a, T b)
        where T : INumber<T>
        => T.IsNaN(a) || T.IsNaN(b) ? T.IsNaN(a).CompareTo(T.IsNaN(b)) : a.CompareTo(b);

    private readonly struct SortAction(NdArray array) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            using var target = array.Write<T>();
            int length = array.Shape[^1];
            for (int start = 0; start < target.Span.Length; start += length)
                target.Span.Slice(start, length).Sort(Compare);
        }
    }

    private readonly struct ArgSortAction(NdArray array, NdArray result) : ITypedAction
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            int length = array.Shape[^1];
            var keys = new (T Value, long Position)[length];
            using var source = array.Read<T>();
            using var target = result.Write<long>();
            for (int start = 0; start < source.Span.Length; start += length)
            {
                for (int i = 0; i < length; i++)
                    keys[i] = (source.Span[start + i], i);
                keys.AsSpan().Sort(static (a, b) => Compare(a.Value, b.Value) is var order && order != 0 ? order : a.Position.CompareTo(b.Position));
                for (int i = 0; i < length; i++)
                    target.Span[start + i] = keys[i].Position;
            }
        }
    }
}

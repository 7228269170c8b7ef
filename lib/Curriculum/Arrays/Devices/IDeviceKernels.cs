using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays.Devices;

/// <summary>What a device has to be able to do so that every operation of the library runs on it. All arrays of a call lie on the device.</summary>
/// <remarks>Shapes and types were checked by the caller; results are given, allocated. Calls return before the work is done, in the order in which they are made.</remarks>
internal interface IDeviceKernels
{
    /// <summary>y = op(a, b, c), broadcast to the shape of y; operands beyond the operation's arity are not read.</summary>
    void Map<TOp>(NdArray a, NdArray b, NdArray c, NdArray y)
        where TOp : struct, ITernaryOp;

    /// <summary>y = 1 where the relation holds, 0 elsewhere; broadcast to the shape of y, which is Boolean.</summary>
    void Compare<TOp>(NdArray a, NdArray b, NdArray y)
        where TOp : struct, IBinaryOp;

    /// <summary>y = a where the condition holds, b elsewhere; broadcast to the shape of y.</summary>
    void Select(NdArray condition, NdArray a, NdArray b, NdArray y);

    /// <summary>The elements of x as the type of y.</summary>
    void Convert(NdArray x, NdArray y);

    /// <summary>Overwrites y, which may be strided, with x of the same type, broadcast.</summary>
    void Copy(NdArray x, NdArray y);

    /// <summary>The same value in every element of y.</summary>
    void Fill(NdArray y, double value);

    /// <summary>x [outer, n, inner], row by row → y [outer, inner], in an order that depends on the shape alone.</summary>
    void Reduce<TOp>(NdArray x, NdArray y, int n, int inner)
        where TOp : struct, IReductionOp;

    /// <summary>x [outer, n, inner] → the index of the extreme element along the middle axis, y [outer, inner] of Int64; the first of equal ones, and of NaN.</summary>
    void ArgExtreme(NdArray x, NdArray y, int n, int inner, bool largest);

    /// <summary>x [*, n] → its rows in rising order, NaN last, and the place that each element had, of Int64; equal elements keep their order.</summary>
    void Sort(NdArray x, NdArray sorted, NdArray places);

    /// <summary>Running sums (or products) along the middle axis of x [outer, n, inner].</summary>
    void Cumulate(NdArray x, NdArray y, int n, int inner, bool product);

    /// <summary>y[o] = a[o]·b[o] (+ bias in every row) for each matrix o of the batch; a [rows, inner] and b [inner, columns] may be strided.</summary>
    void MatMul(NdArray a, NdArray b, NdArray? bias, NdArray y, Shape batch);

    /// <summary>x [outer, n, inner], indices [m], checked → y [outer, m, inner].</summary>
    void Take(NdArray x, long[] indices, NdArray y, int n, int inner);

    /// <summary>Adds updates [outer, m, inner] to x [outer, n, inner] at indices [m]; where an index repeats, in the order of the updates.</summary>
    void AddAt(NdArray x, long[] indices, NdArray updates, int n, int inner);
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Matrix products of arrays: which matrices there are, how they broadcast, and who multiplies them.</summary>
internal static unsafe class MatrixProduct
{
    /// <summary>a × b by NumPy's matmul rules; the flags swap the last two axes without a copy.</summary>
    /// <remarks>A bias [columns] of the same type is added to every row. Into sums [columns] go those of b's columns, where <see cref="CanSum"/> says so.</remarks>
    public static NdArray Multiply(NdArray a, NdArray b, bool transposeA, bool transposeB, NdArray? bias = null, NdArray? sums = null)
    {
        var shape = Shape.MatMul(a.Shape, b.Shape, transposeA, transposeB);
        var dtype = DTypes.Promote(a, b);
        var device = Device.Common("MatMul", a, b);
        if (dtype == DType.Boolean)
            return Multiply(a.As(DType.Int64), b.As(DType.Int64), transposeA, transposeB).As(DType.Boolean);
        (a, b) = (a.ToOperand("MatMul", dtype, device), b.ToOperand("MatMul", dtype, device));

        // A vector is a row on the left and a column on the right.
        var left = a.Rank == 1 ? a.ExpandDims(0) : transposeA ? a.SwapAxes(-1, -2) : a;
        var right = b.Rank == 1 ? b.ExpandDims(1) : transposeB ? b.SwapAxes(-1, -2) : b;
        int rows = left.Shape[^2], inner = left.Shape[^1], columns = right.Shape[^1];
        var batch = left.Rank == 2 && right.Rank == 2 ? Shape.Scalar : Shape.Broadcast("MatMul", left.Shape.ToArray()[..^2], right.Shape.ToArray()[..^2]);

        // Many matrices times the same one are one tall matrix.
        if (right.Rank == 2 && left.Rank > 2 && left.IsContiguous)
        {
            rows *= batch.Size;
            left = left.Reshape(rows, inner);
            batch = Shape.Scalar;
        }

        if (inner == 0 || shape.Size == 0)
        {
            if (sums is not null)
                sums[..] = b.Sum(0);
            return bias is null ? NdArray.Full(shape, 0, dtype, device) : NdArray.Full(shape, 0, dtype, device) + bias;
        }

        var result = NdArray.Uninitialized(shape, dtype, device);
        if (device.Kernels is { } kernels)
        {
            Shape matrices = [.. batch, rows, columns];
            kernels.MatMul(left, right, bias, result.View(matrices, matrices.RowMajorStrides(), 0, isView: false), batch);
            return result;
        }

        switch (dtype)
        {
            case DType.Float32:
                Run<float>(left, right, result, bias, sums, batch, rows, inner, columns);
                break;
            case DType.Float64:
                Run<double>(left, right, result, bias, sums, batch, rows, inner, columns);
                break;
            case DType.Int32:
                Exact<int>(left, right, result, batch, rows, inner, columns);
                break;
            default:
                Exact<long>(left, right, result, batch, rows, inner, columns);
                break;
        }

        return result;
    }

    /// <summary>Whether a product with matrix b as it lies can give the sums of b's columns, too: what <c>b.Sum(0)</c> gives, to the last bit, without reading b again.</summary>
    public static bool CanSum(NdArray b)
        => b.DType.IsFloat() && b.Device.Kernels is null && b.IsContiguous && b.Rank == 2 && b.Size > 0 && b.Shape[0] is >= SliverSums.FewestRows and <= SliverSums.MostRows;

    private static void Run<T>(NdArray left, NdArray right, NdArray result, NdArray? bias, NdArray? sums, Shape batch, int rows, int inner, int columns)
        where T : unmanaged
    {
        using var x = left.ReadFrom<T>();
        using var y = right.ReadFrom<T>();
        using var z = result.Write<T>();
        using var added = (bias ?? result).Read<T>();
        using var summed = (sums ?? result).Write<T>();
        fixed (T* a = x.Span, b = y.Span, c = z.Span, d = added.Span, s = summed.Span)
        {
            var problem = new GemmProblem<T>
            {
                Rows = rows,
                Columns = columns,
                Inner = inner,
                A = a,
                B = b,
                EndB = right.IsContiguous ? b + right.Size : null,
                C = c,
                Bias = bias is null ? null : d,
                SumsB = sums is null ? null : s,
                RowA = left.Stride(-2),
                ColumnA = left.Stride(-1),
                RowB = right.Stride(-2),
                ColumnB = right.Stride(-1),
                RowC = columns,
            };
            if (batch.Size == 1)
            {
                Gemm.Run(problem);
                return;
            }

            long each = (long)rows * inner * columns;
            int grain = (int)Math.Clamp(64 * 1024 / Math.Max(1, each), 1, batch.Size);
            fixed (int* offsetsA = BatchOffsets(left, batch), offsetsB = BatchOffsets(right, batch))
                Work.Split(batch.Size, grain, new BatchWork<T>(problem, offsetsA, offsetsB));
        }
    }

    /// <summary>Where each matrix of the batch begins.</summary>
    public static int[] BatchOffsets(NdArray array, Shape batch)
    {
        int[] strides = new int[batch.Rank];
        int missing = batch.Rank - (array.Rank - 2);
        for (int axis = 0; axis < array.Rank - 2; axis++)
            strides[axis + missing] = array.Shape[axis] == 1 ? 0 : array.Stride(axis);
        int[] offsets = new int[batch.Size];
        int count = 1;
        for (int axis = 0; axis < batch.Rank; axis++)
        {
            // From the end, so that each is read before it is written over.
            int length = batch[axis];
            for (int i = count - 1; i >= 0; i--)
            {
                for (int j = length - 1; j >= 0; j--)
                    offsets[(i * length) + j] = offsets[i] + (j * strides[axis]);
            }

            count *= length;
        }

        return offsets;
    }

    private static void Exact<T>(NdArray left, NdArray right, NdArray result, Shape batch, int rows, int inner, int columns)
        where T : unmanaged, INumber<T>
    {
        using var x = left.BroadcastTo([.. batch, rows, inner]).Read<T>();
        using var y = right.BroadcastTo([.. batch, inner, columns]).Read<T>();
        using var z = result.Write<T>();
        z.Span.Clear();
        for (int i = 0; i < batch.Size * rows; i++)
        {
            var target = z.Span.Slice(i * columns, columns);
            for (int k = 0; k < inner; k++)
            {
                T factor = x.Span[(i * inner) + k];
                var source = y.Span.Slice(((i / rows * inner) + k) * columns, columns);
                for (int j = 0; j < columns; j++)
                    target[j] += factor * source[j];
            }
        }
    }

    private readonly struct BatchWork<T>(GemmProblem<T> first, int* offsetsA, int* offsetsB) : IWork
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
            {
                var problem = first;
                problem.A += offsetsA[i];
                problem.B += offsetsB[i];
                problem.C += (nint)i * first.Rows * first.Columns;
                Gemm.Run(problem);
            }
        }
    }
}

using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Curriculum.Arrays.Kernels;

/// <summary>Arrays handed to MathNet.Numerics and back.</summary>
internal static class Decomposition
{
    /// <summary>The managed code on one thread: a native library or another number of threads would give other bits.</summary>
    static Decomposition()
    {
        Control.UseManaged();
        Control.UseSingleThread();
    }

    public static (NdArray U, NdArray S, NdArray Vt) Svd(NdArray a)
    {
        var (matrix, scale) = Scaled(ToMatrix("Svd", a));
        var svd = matrix.Svd();
        int k = Math.Min(a.Shape[0], a.Shape[1]);
        return (Like(a, FromMatrix(svd.U)[.., ..k]), Like(a, NdArray.Of((svd.S * scale).ToArray())), Like(a, FromMatrix(svd.VT)[..k]));
    }

    public static (NdArray Values, NdArray Vectors) EigenSymmetric(NdArray a)
    {
        var (matrix, scale) = Scaled(ToSquare("EigenSymmetric", a));
        var lower = matrix.LowerTriangle();
        var symmetric = lower + lower.StrictlyLowerTriangle().Transpose();
        var eigen = symmetric.Evd(Symmetricity.Symmetric);
        return (Like(a, NdArray.Of([.. eigen.EigenValues.Select(value => value.Real * scale)])), Like(a, FromMatrix(eigen.EigenVectors)));
    }

    public static (NdArray Real, NdArray Imaginary) EigenValues(NdArray a)
    {
        var (matrix, scale) = Scaled(ToSquare("EigenValues", a));
        var values = matrix.Evd(Symmetricity.Unknown).EigenValues.OrderBy(value => value.Real).ThenBy(value => value.Imaginary).ToList();
        return (Like(a, NdArray.Of([.. values.Select(value => value.Real * scale)])), Like(a, NdArray.Of([.. values.Select(value => value.Imaginary * scale)])));
    }

    public static NdArray LeastSquares(NdArray a, NdArray b)
    {
        CheckRows("LeastSquares", a, b);
        return PseudoInverse(a).MatMul(b);
    }

    public static NdArray Solve(NdArray a, NdArray b)
    {
        var matrix = ToSquare("Solve", a);
        CheckRows("Solve", a, b);
        var factors = Factors("Solve", matrix);
        var columns = b.Rank == 1 ? b.ExpandDims(1) : b;
        return Like(a, FromMatrix(factors.Solve(ToMatrix("Solve", columns))).Reshape(b.Shape));
    }

    public static NdArray Inverse(NdArray a)
    {
        var matrix = ToSquare("Inverse", a);
        return Like(a, FromMatrix(Factors("Inverse", matrix).Inverse()));
    }

    public static double Determinant(NdArray a) => ToSquare("Determinant", a).Determinant();

    public static NdArray PseudoInverse(NdArray a)
    {
        var (u, s, vt) = Svd(a.As(DType.Float64));
        var inverse = NdArray.Where(s > 1e-15 * s.Max(), 1.0 / s, 0.0);
        return Like(a, (vt.T * inverse).MatMul(u, transposeB: true));
    }

    private static NdArray Like(NdArray a, NdArray result) => result.As(a.DType == DType.Float32 ? DType.Float32 : DType.Float64).AsOwner().To(a.Device);

    private static Matrix<double> ToSquare(string op, NdArray a)
        => a.Rank == 2 && a.Shape[0] == a.Shape[1] ? ToMatrix(op, a) : throw new ShapeException($"{op}: the matrix must be square, got {a.Shape}.");

    private static Matrix<double> ToMatrix(string op, NdArray a)
    {
        if (a.Rank != 2 || a.Size == 0)
            throw new ShapeException($"{op}: a matrix with at least one element is needed, got shape {a.Shape}. Work on one matrix at a time.");
        if (!(bool)a.IsFinite().All())
            throw new ArithmeticException($"{op}: every element must be a finite number, at least one is NaN or infinite.");
        return Matrix<double>.Build.DenseOfRowMajor(a.Shape[0], a.Shape[1], a.ToArray<double>());
    }

    private static NdArray FromMatrix(Matrix<double> matrix) => NdArray.FromSpan<double>(matrix.ToRowMajorArray(), [matrix.RowCount, matrix.ColumnCount]);

    private static void CheckRows(string op, NdArray a, NdArray b)
    {
        if (a.Rank != 2 || b.Rank is not (1 or 2) || a.Shape[0] != b.Shape[0])
            throw new ShapeException($"{op}: b must be [m] or [m, k] for a matrix [m, n], got {b.Shape} for {a.Shape}.");
    }

    // Their determinant would be 0 also where many small factors vanish together.
    private static LU<double> Factors(string op, Matrix<double> matrix)
    {
        var factors = matrix.LU();
        if (factors.U.Diagonal().Any(pivot => pivot == 0))
            throw new ArithmeticException($"{op}: the matrix must be regular, but its rows depend on each other (determinant 0). LeastSquares gives the best solution that there is.");
        return factors;
    }

    // The squares of the elements must neither overflow nor vanish.
    private static (Matrix<double> Matrix, double Scale) Scaled(Matrix<double> matrix)
    {
        double largest = matrix.Enumerate().Max(Math.Abs), scale = largest is > 1e150 or (> 0 and < 1e-150) ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
        return (matrix / scale, scale);
    }
}

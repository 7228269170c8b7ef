using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>Decompositions and equations, worked by MathNet.Numerics in double.</content>
public sealed partial class NdArray
{
    /// <summary>Singular values: A = U·diag(S)·Vt with orthonormal columns of U [m, k] and rows of Vt [k, n], k = min(m, n), S falling.</summary>
    /// <exception cref="ShapeException">This is not a matrix, or it has no elements.</exception>
    public (NdArray U, NdArray S, NdArray Vt) Svd() => Decomposition.Svd(this);

    /// <summary>Eigenvalues of a symmetric matrix, rising, and its orthonormal eigenvectors as columns: A·V = V·diag(Values). Only the lower triangle is looked at.</summary>
    /// <exception cref="ShapeException">The matrix is not square.</exception>
    public (NdArray Values, NdArray Vectors) EigenSymmetric() => Decomposition.EigenSymmetric(this);

    /// <summary>Eigenvalues of any square matrix by their real and imaginary parts, ordered by both.</summary>
    /// <exception cref="ShapeException">The matrix is not square.</exception>
    public (NdArray Real, NdArray Imaginary) EigenValues() => Decomposition.EigenValues(this);

    /// <summary>The x that makes |A·x − b| smallest, and of those the one with the smallest |x|: A [m, n], b [m] or [m, k] → x [n] or [n, k].</summary>
    /// <exception cref="ShapeException">A is not a matrix or b has not as many rows.</exception>
    public NdArray LeastSquares(NdArray b) => Decomposition.LeastSquares(this, b);

    /// <summary>The x with A·x = b: A [n, n], b [n] or [n, k] → x like b.</summary>
    /// <exception cref="ShapeException">A is not square or b has not as many rows.</exception>
    /// <exception cref="ArithmeticException">A is singular.</exception>
    public NdArray Solve(NdArray b) => Decomposition.Solve(this, b);

    /// <summary>The inverse matrix.</summary>
    /// <exception cref="ShapeException">The matrix is not square.</exception>
    /// <exception cref="ArithmeticException">The matrix is singular.</exception>
    public NdArray Inverse() => Decomposition.Inverse(this);

    /// <summary>The determinant.</summary>
    /// <exception cref="ShapeException">The matrix is not square.</exception>
    public double Determinant() => Decomposition.Determinant(this);

    /// <summary>The Moore–Penrose inverse V·diag(1/S)·Uᵀ; singular values below 1e-15 of the largest count as 0.</summary>
    /// <exception cref="ShapeException">This is not a matrix.</exception>
    public NdArray PseudoInverse() => Decomposition.PseudoInverse(this);
}

using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>A matrix product on memory that a kernel holds: C [rows, columns] = A [rows, inner] · B [inner, columns].</summary>
internal static unsafe class Product
{
    /// <summary>Multiplies; each factor comes with its steps from row to row and from column to column. The rows of C follow each other, or begin rowC apart.</summary>
    public static void Run<T>(
        int rows, int inner, int columns, T* a, (nint Row, nint Column) stepA, T* b, (nint Row, nint Column) stepB, T* c, bool adds = false, nint? rowC = null)
        where T : unmanaged
        => Gemm.Run(new GemmProblem<T>
        {
            Rows = rows,
            Inner = inner,
            Columns = columns,
            A = a,
            RowA = stepA.Row,
            ColumnA = stepA.Column,
            B = b,
            RowB = stepB.Row,
            ColumnB = stepB.Column,
            C = c,
            RowC = rowC ?? columns,
            Adds = adds,
        });
}

namespace Curriculum.Arrays.Kernels;

/// <summary>One matrix product C [Rows, Columns] = A [Rows, Inner] · B [Inner, Columns], by pointers and strides; the elements of a row of C are neighbours.</summary>
internal unsafe struct GemmProblem<T>
    where T : unmanaged
{
    public int Rows, Columns, Inner;
    public T* A, B, C;

    /// <summary>Where the memory behind B ends: so far the last columns may be read in whole vectors. Null: nothing is known.</summary>
    public T* EndB;

    /// <summary>From one row to the next, and from one column to the next.</summary>
    public nint RowA, ColumnA, RowB, ColumnB, RowC;

    /// <summary>Numbers that are added to every row of C in the end, one a column; null: none.</summary>
    public T* Bias;

    /// <summary>Where the sums of B's columns go, made while its rows are in the cache; null: they are not wanted. See <see cref="SliverSums"/> for how many rows B may have.</summary>
    public T* SumsB;

    /// <summary>Whether the products are added to what C holds, as one more block along k would be.</summary>
    public bool Adds;
}

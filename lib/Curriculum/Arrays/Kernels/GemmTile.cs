using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Curriculum.Arrays.Kernels;

/// <summary>The heart of a matrix product: a tile of up to 12 rows and 2 vectors of C that stays in registers while k runs.</summary>
/// <remarks>One source for every number of rows: the compiler drops the rows that TRows does not have. No call may stand in here, it would move every accumulator to memory.</remarks>
internal static unsafe class GemmTile
{
    /// <summary>Shorter tiles are done before what they fetch would be there.</summary>
    private const int PrefetchLength = 64;

    /// <summary>C[i, j] (+)= Σₖ A[i, k]·B[k, j], each by fused multiply-add along k in order, starting from 0; then added to what C held if asked to.</summary>
    /// <param name="length">The number of k.</param>
    /// <param name="a">A[0, 0]; row i begins i·rowA further, the next k is stepA further.</param>
    /// <param name="rowA">From one row of A to the next.</param>
    /// <param name="stepA">From one k of A to the next.</param>
    /// <param name="b">B[0, 0], whole vectors of neighbouring columns; the next k is stepB further.</param>
    /// <param name="stepB">From one k of B to the next.</param>
    /// <param name="steps">Instead of stepB, how far it is from each k of B to the next, for <see cref="TabledSteps"/>.</param>
    /// <param name="c">C[0, 0]; the next row is rowC further.</param>
    /// <param name="rowC">From one row of C to the next.</param>
    /// <param name="add">Whether the sums are added to what C holds.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Run<V, T, TRows, TVectors, TSteps>(nint length, T* a, nint rowA, nint stepA, T* b, nint stepB, nint* steps, T* c, nint rowC, bool add)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TRows : struct, INumberOf
        where TVectors : struct, INumberOf
        where TSteps : struct, ISteps
    {
        // Fetched while the sums run: the part of C that they go to (where the tile is short: the part beside it), and below the vectors beside b, which the next tile reads.
        if (Sse.IsSupported)
        {
            T* row = length >= PrefetchLength ? c : c + (2 * V.Count);
            for (int i = 0; i < TRows.Count; i++, row += rowC)
            {
                Sse.Prefetch0(row);
                Sse.Prefetch0(row + V.Count);
            }
        }

        V c0 = V.Create(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0, c8 = c0, c9 = c0, c10 = c0, c11 = c0;
        V d0 = c0, d1 = c0, d2 = c0, d3 = c0, d4 = c0, d5 = c0, d6 = c0, d7 = c0, d8 = c0, d9 = c0, d10 = c0, d11 = c0;
        nint rowA2 = 2 * rowA, rowA3 = 3 * rowA;
        T* a4 = a + (4 * rowA), a8 = a4 + (4 * rowA);
        for (; length > 0; length--)
        {
            V b0 = V.Load(b), b1 = TVectors.Count > 1 ? V.Load(b + V.Count) : b0, x = V.Broadcast(*a);
            if (Sse.IsSupported && TVectors.Count > 1 && !TSteps.AreTabled)
            {
                Sse.Prefetch0(b + (2 * V.Count));
                Sse.Prefetch0(b + (3 * V.Count));
            }

            c0 = V.Fma(x, b0, c0);
            if (TVectors.Count > 1)
                d0 = V.Fma(x, b1, d0);
            if (TRows.Count > 1)
            {
                x = V.Broadcast(*(a + rowA));
                c1 = V.Fma(x, b0, c1);
                if (TVectors.Count > 1)
                    d1 = V.Fma(x, b1, d1);
            }

            if (TRows.Count > 2)
            {
                x = V.Broadcast(*(a + rowA2));
                c2 = V.Fma(x, b0, c2);
                if (TVectors.Count > 1)
                    d2 = V.Fma(x, b1, d2);
            }

            if (TRows.Count > 3)
            {
                x = V.Broadcast(*(a + rowA3));
                c3 = V.Fma(x, b0, c3);
                if (TVectors.Count > 1)
                    d3 = V.Fma(x, b1, d3);
            }

            if (TRows.Count > 4)
            {
                x = V.Broadcast(*a4);
                c4 = V.Fma(x, b0, c4);
                if (TVectors.Count > 1)
                    d4 = V.Fma(x, b1, d4);
            }

            if (TRows.Count > 5)
            {
                x = V.Broadcast(*(a4 + rowA));
                c5 = V.Fma(x, b0, c5);
                if (TVectors.Count > 1)
                    d5 = V.Fma(x, b1, d5);
            }

            if (TRows.Count > 6)
            {
                x = V.Broadcast(*(a4 + rowA2));
                c6 = V.Fma(x, b0, c6);
                if (TVectors.Count > 1)
                    d6 = V.Fma(x, b1, d6);
            }

            if (TRows.Count > 7)
            {
                x = V.Broadcast(*(a4 + rowA3));
                c7 = V.Fma(x, b0, c7);
                if (TVectors.Count > 1)
                    d7 = V.Fma(x, b1, d7);
            }

            if (TRows.Count > 8)
            {
                x = V.Broadcast(*a8);
                c8 = V.Fma(x, b0, c8);
                if (TVectors.Count > 1)
                    d8 = V.Fma(x, b1, d8);
            }

            if (TRows.Count > 9)
            {
                x = V.Broadcast(*(a8 + rowA));
                c9 = V.Fma(x, b0, c9);
                if (TVectors.Count > 1)
                    d9 = V.Fma(x, b1, d9);
            }

            if (TRows.Count > 10)
            {
                x = V.Broadcast(*(a8 + rowA2));
                c10 = V.Fma(x, b0, c10);
                if (TVectors.Count > 1)
                    d10 = V.Fma(x, b1, d10);
            }

            if (TRows.Count > 11)
            {
                x = V.Broadcast(*(a8 + rowA3));
                c11 = V.Fma(x, b0, c11);
                if (TVectors.Count > 1)
                    d11 = V.Fma(x, b1, d11);
            }

            a += stepA;
            if (TRows.Count > 4)
                a4 += stepA;
            if (TRows.Count > 8)
                a8 += stepA;
            b += TSteps.AreTabled ? *steps++ : stepB;
        }

        Store<V, T, TVectors>(c0, d0, c, add);
        if (TRows.Count > 1)
            Store<V, T, TVectors>(c1, d1, c + rowC, add);
        if (TRows.Count > 2)
            Store<V, T, TVectors>(c2, d2, c + (2 * rowC), add);
        if (TRows.Count > 3)
            Store<V, T, TVectors>(c3, d3, c + (3 * rowC), add);
        if (TRows.Count > 4)
            Store<V, T, TVectors>(c4, d4, c + (4 * rowC), add);
        if (TRows.Count > 5)
            Store<V, T, TVectors>(c5, d5, c + (5 * rowC), add);
        if (TRows.Count > 6)
            Store<V, T, TVectors>(c6, d6, c + (6 * rowC), add);
        if (TRows.Count > 7)
            Store<V, T, TVectors>(c7, d7, c + (7 * rowC), add);
        if (TRows.Count > 8)
            Store<V, T, TVectors>(c8, d8, c + (8 * rowC), add);
        if (TRows.Count > 9)
            Store<V, T, TVectors>(c9, d9, c + (9 * rowC), add);
        if (TRows.Count > 10)
            Store<V, T, TVectors>(c10, d10, c + (10 * rowC), add);
        if (TRows.Count > 11)
            Store<V, T, TVectors>(c11, d11, c + (11 * rowC), add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<V, T, TVectors>(V first, V second, T* target, bool add)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where TVectors : struct, INumberOf
    {
        V.Store(add ? V.Load(target) + first : first, target);
        if (TVectors.Count > 1)
            V.Store(add ? V.Load(target + V.Count) + second : second, target + V.Count);
    }
}

using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The formulas of a GRU's step: r, z = sigmoid; n = tanh(x_n + r·q) with q = W_hn·h + b_hn; h′ = (1 − z)·n + z·h.</summary>
internal static class GruStep
{
    /// <summary>One step.</summary>
    /// <param name="r">What goes into the reset gate; then the gate.</param>
    /// <param name="z">The same of the update gate.</param>
    /// <param name="n">The input's share of the candidate; then the candidate.</param>
    /// <param name="q">The state's share of the candidate.</param>
    /// <param name="h">The state before; then the state after.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V>(ref V r, ref V z, ref V n, V q, ref V h)
        where V : struct, ILanes<V>
    {
        r = LaneMath.Sigmoid(r);
        z = LaneMath.Sigmoid(z);
        Candidate(r, z, ref n, q, ref h);
    }

    /// <summary>The candidate and the state after, from the gates.</summary>
    /// <param name="r">The reset gate.</param>
    /// <param name="z">The update gate.</param>
    /// <param name="n">The input's share of the candidate; then the candidate.</param>
    /// <param name="q">The state's share of the candidate.</param>
    /// <param name="h">The state before; then the state after.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Candidate<V>(V r, V z, ref V n, V q, ref V h)
        where V : struct, ILanes<V>
    {
        n = LaneMath.Tanh(n + (r * q));
        h = ((V.Create(1) - z) * n) + (z * h);
    }

    /// <summary>One step back.</summary>
    /// <param name="r">The reset gate; then the gradient of what went into it.</param>
    /// <param name="z">The same of the update gate.</param>
    /// <param name="n">The candidate; then the gradient of the input's share of it.</param>
    /// <param name="q">The state's share of the candidate; then its gradient.</param>
    /// <param name="h">The state before.</param>
    /// <param name="gh">The gradient of the state after; then that of the state before, without what flows through the weights.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<V>(ref V r, ref V z, ref V n, ref V q, V h, ref V gh)
        where V : struct, ILanes<V>
    {
        V one = V.Create(1), gn = gh * (one - z) * (one - (n * n)), gz = gh * (h - n) * z * (one - z), gr = gn * q * r * (one - r);
        gh = gh * z;
        (r, z, n, q) = (gr, gz, gn, gn * r);
    }
}

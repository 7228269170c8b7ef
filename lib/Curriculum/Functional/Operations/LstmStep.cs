using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>The formulas of an LSTM's step: i, f, o = sigmoid, g = tanh; c′ = f·c + i·g; h′ = o·tanh(c′).</summary>
internal static class LstmStep
{
    /// <summary>One step.</summary>
    /// <param name="i">What goes into the input gate; then the gate.</param>
    /// <param name="f">The same of the forget gate.</param>
    /// <param name="g">The same of the candidate.</param>
    /// <param name="o">The same of the output gate.</param>
    /// <param name="c">The cell before; then the cell after.</param>
    /// <param name="h">The state after.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<V>(ref V i, ref V f, ref V g, ref V o, ref V c, out V h)
        where V : struct, ILanes<V>
    {
        i = LaneMath.Sigmoid(i);
        f = LaneMath.Sigmoid(f);
        g = LaneMath.Tanh(g);
        o = LaneMath.Sigmoid(o);
        h = Cell(i, f, g, o, ref c);
    }

    /// <summary>The state after, from the gates.</summary>
    /// <param name="i">The input gate.</param>
    /// <param name="f">The forget gate.</param>
    /// <param name="g">The candidate.</param>
    /// <param name="o">The output gate.</param>
    /// <param name="c">The cell before; then the cell after.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cell<V>(V i, V f, V g, V o, ref V c)
        where V : struct, ILanes<V>
    {
        c = (f * c) + (i * g);
        return o * LaneMath.Tanh(c);
    }

    /// <summary>One step back.</summary>
    /// <param name="i">The input gate; then the gradient of what went into it.</param>
    /// <param name="f">The same of the forget gate.</param>
    /// <param name="g">The same of the candidate.</param>
    /// <param name="o">The same of the output gate.</param>
    /// <param name="cBefore">The cell before.</param>
    /// <param name="cAfter">The cell after.</param>
    /// <param name="gh">The gradient of the state after.</param>
    /// <param name="gc">The gradient of the cell after; then that of the cell before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<V>(ref V i, ref V f, ref V g, ref V o, V cBefore, V cAfter, V gh, ref V gc)
        where V : struct, ILanes<V>
    {
        V one = V.Create(1), bent = LaneMath.Tanh(cAfter), cell = gc + (gh * o * (one - (bent * bent)));
        gc = cell * f;
        (i, f, g, o) = (cell * g * i * (one - i), cell * cBefore * f * (one - f), cell * i * (one - (g * g)), gh * bent * o * (one - o));
    }
}

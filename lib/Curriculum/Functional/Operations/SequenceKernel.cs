using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Runs a cell over all steps of a sequence in one go, and back.</summary>
internal static unsafe class SequenceKernel<T, TCell>
    where T : unmanaged
    where TCell : struct, ISequenceCell<T>
{
    /// <summary>Multiplications that are worth sharing.</summary>
    private const long ParallelWork = 1024 * 1024;

    /// <summary>Fewer rows than this do not fill the tiles of a product.</summary>
    private const int FewestRows = 12;

    /// <summary>x [t, n, g·h], h0 [n, h], W [g·h, h], and c0 [n, h] or b [g·h] → y [t, n, h], h [n, h], c [n, h] (LSTM), what is kept [t, n, s·h], cells [t, n, h] (LSTM).</summary>
    public static NdArray[] Forward(SequenceOrder order, NdArray x, NdArray h0, NdArray weight, NdArray? c0, NdArray? bias)
    {
        int steps = x.Shape[0], batch = x.Shape[1], size = h0.Shape[1], gates = TCell.Gates * size, saved = TCell.Saved * size;
        var y = NdArray.Uninitialized([steps, batch, size], x.DType);
        var h = h0.Copy();
        var c = c0?.Copy();
        var kept = NdArray.Uninitialized([steps, batch, saved], x.DType);
        var cells = TCell.HasCell ? NdArray.Uninitialized(y.Shape, x.DType) : null;
        // Row by row along the sums: a transposed factor would be packed again at every step.
        var turned = weight.T.Copy();
        using (var px = x.Read<T>())
        using (var pw = turned.Read<T>())
        using (var pb = (bias ?? turned).Read<T>())
        using (var py = y.Write<T>())
        using (var ph = h.Write<T>())
        using (var pc = (c ?? h).Write<T>())
        using (var pk = kept.Write<T>())
        using (var ps = (cells ?? y).Write<T>())
        using (var scratch = new Scratch<T>((long)batch * gates))
        {
            fixed (T* input = px.Span, w = pw.Span, b = pb.Span, output = py.Span, state = ph.Span, cell = pc.Span, keep = pk.Span, all = ps.Span)
            {
                var work = new ForwardWork(order, steps, batch, size, input, w, bias is null ? null : b, state, cell, keep, output, all, scratch.Pointer);
                Work.Split(batch, RowsOf(batch, (long)steps * size * gates), work);
            }
        }

        turned.Release();
        return TCell.HasCell ? [y, h, c!, kept, cells!] : [y, h, kept];
    }

    /// <summary>The gradients of x, h0, W, and c0 or b, from those of y, h and c (null for zeros).</summary>
    public static NdArray[] Backward(
        SequenceOrder order, NdArray h0, NdArray weight, NdArray? c0, bool hasBias, NdArray y, NdArray kept, NdArray? cells, NdArray? gy, NdArray? gh, NdArray? gc)
    {
        int steps = y.Shape[0], batch = y.Shape[1], size = y.Shape[2], gates = TCell.Gates * size, saved = TCell.Saved * size;
        Shape state = [batch, size];
        var gx = NdArray.Uninitialized([steps, batch, gates], y.DType);
        var gs = TCell.SplitsGradient ? NdArray.Uninitialized(gx.Shape, y.DType) : gx;
        var gh0 = gh?.Copy() ?? NdArray.Zeros(state, y.DType, Device.Cpu);
        var gc0 = gc?.Copy() ?? NdArray.Zeros(state, y.DType, Device.Cpu);
        var gw = NdArray.Uninitialized(weight.Shape, y.DType);
        using (var pw = weight.Read<T>())
        using (var ph = h0.Read<T>())
        using (var pc = (c0 ?? h0).Read<T>())
        using (var py = y.Read<T>())
        using (var pk = kept.Read<T>())
        using (var ps = (cells ?? y).Read<T>())
        using (var pg = (gy ?? y).Read<T>())
        using (var px = gx.Write<T>())
        using (var pz = gs.Write<T>())
        using (var pgh = gh0.Write<T>())
        using (var pgc = gc0.Write<T>())
        using (var pgw = gw.Write<T>())
        using (var before = new Scratch<T>((long)steps * batch * size))
        {
            fixed (T* w = pw.Span, first = ph.Span, firstCell = pc.Span, output = py.Span, keep = pk.Span, all = ps.Span, g = pg.Span)
            {
                fixed (T* gInput = px.Span, gState = pz.Span, gOutput = pgh.Span, gCell = pgc.Span, gWeight = pgw.Span)
                {
                    var work = new BackwardWork(
                        order, steps, batch, size, w, first, firstCell, output, keep, all, gy is null ? null : g, gInput, gState, gOutput, gCell, before.Pointer);
                    Work.Split(batch, RowsOf(batch, (long)steps * size * gates), work);

                    // ∂W = Σ over all steps and rows of ∂s ⊗ h, one product.
                    Product.Run(gates, steps * batch, size, gState, (1, gates), before.Pointer, (size, 1), gWeight);
                }
            }
        }

        if (TCell.HasCell)
            return [gx, gh0, gw, gc0];
        return hasBias ? [gx, gh0, gw, gs.Sum([0, 1])] : [gx, gh0, gw];
    }

    // The rows of a batch never meet in a sequence: each thread takes its rows through all steps. Few rows stay together, their products are split instead.
    private static int RowsOf(int batch, long workOfRow)
        => batch < FewestRows * Threads.Count || workOfRow * batch < ParallelWork ? int.MaxValue : (batch + Threads.Count - 1) / Threads.Count;

    private readonly struct ForwardWork(
        SequenceOrder order, int steps, int batch, int size, T* input, T* w, T* bias, T* state, T* cell, T* keep, T* output, T* all, T* scratch) : IWork
    {
        public void Run(int start, int end)
        {
            int gates = TCell.Gates * size, saved = TCell.Saved * size;
            for (int step = 0; step < steps; step++)
            {
                int time = order.Time(step, steps);
                Product.Run(end - start, size, gates, state + ((nint)start * size), (size, 1), w, (gates, 1), scratch + ((nint)start * gates));
                for (int row = start; row < end; row++)
                {
                    nint at = ((nint)time * batch) + row;
                    var outputs = new Span<T>(output + (at * size), size);
                    T* keeps = keep + (at * saved);
                    if (!order.IsValid(time, row))
                    {
                        outputs.Clear();
                        new Span<T>(keeps, saved).Clear();
                        continue;
                    }

                    TCell.Forward(input + (at * gates), scratch + ((nint)row * gates), bias, state + ((nint)row * size), cell + ((nint)row * size), keeps, size);
                    new Span<T>(state + ((nint)row * size), size).CopyTo(outputs);
                    if (TCell.HasCell)
                        new Span<T>(cell + ((nint)row * size), size).CopyTo(new Span<T>(all + (at * size), size));
                }
            }
        }
    }

    private readonly struct BackwardWork(
        SequenceOrder order, int steps, int batch, int size, T* w, T* first, T* firstCell, T* output, T* keep, T* all, T* g, T* gInput, T* gState, T* gOutput, T* gCell, T* before) : IWork
    {
        public void Run(int start, int end)
        {
            int gates = TCell.Gates * size, saved = TCell.Saved * size;
            for (int step = steps - 1; step >= 0; step--)
            {
                int time = order.Time(step, steps), previous = order.Time(step - 1, steps);
                for (int row = start; row < end; row++)
                {
                    nint at = ((nint)time * batch) + row, from = ((nint)previous * batch) + row;
                    T* hBefore = before + (at * size);
                    if (!order.IsValid(time, row))
                    {
                        new Span<T>(hBefore, size).Clear();
                        new Span<T>(gInput + (at * gates), gates).Clear();
                        new Span<T>(gState + (at * gates), gates).Clear();
                        continue;
                    }

                    bool isFirst = order.IsFirst(time, row, steps);
                    new ReadOnlySpan<T>(isFirst ? first + ((nint)row * size) : output + (from * size), size).CopyTo(new Span<T>(hBefore, size));
                    if (g != null)
                        RowSum.Add(g + (at * size), gOutput + ((nint)row * size), size);
                    T* cBefore = !TCell.HasCell ? hBefore : isFirst ? firstCell + ((nint)row * size) : all + (from * size);
                    TCell.Backward(
                        keep + (at * saved), hBefore, output + (at * size), cBefore, all + (at * size),
                        gOutput + ((nint)row * size), gCell + ((nint)row * size), gInput + (at * gates), gState + (at * gates), size);
                }

                nint block = ((nint)time * batch) + start;
                Product.Run(end - start, gates, size, gState + (block * gates), (gates, 1), w, (size, 1), gOutput + ((nint)start * size), adds: true);
            }
        }
    }
}

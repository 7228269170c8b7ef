using Curriculum.Functional.Operations;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>One step of recurrent cells, behind the product of state and weights, and one step back. One thread for each feature of each row of the batch.</summary>
/// <remarks>A row past its end keeps its state and gives zeros. On the way back the gradient of a state comes in two parts, what the step after left and what flowed through the weights.</remarks>
internal static class SequenceKernels
{
    /// <summary>The simple cell: h′ = f(input + fromState).</summary>
    public readonly struct Rnn<TOp, TLane, T>(SequenceStep step, ArrayView<int> lengths, ArrayView<T> input, ArrayView<T> fromState, ArrayView<T> h, ArrayView<T> y) : IKernel
        where TOp : struct, INonlinearity
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int row = i / step.Size, at = step.Here(row, i % step.Size);
            if (!step.IsValid(lengths, row))
            {
                y[at] = default;
                return;
            }

            h[i] = TOp.Value(TLane.Of(input[at]) + TLane.Of(fromState[i])).Value;
            y[at] = h[i];
        }
    }

    /// <summary>One step back of <see cref="Rnn{TOp, TLane, T}"/>.</summary>
    public readonly struct RnnBack<TOp, TLane, T>(
        SequenceStep step, ArrayView<int> lengths, ArrayView<T> y, ArrayView<T> h0, SequenceGradient<T> gh, ArrayView<T> gInput, ArrayView<T> before) : IKernel
        where TOp : struct, INonlinearity
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            int row = i / step.Size, feature = i % step.Size, at = step.Here(row, feature);
            if (!step.IsValid(lengths, row))
            {
                gh.Leave(i, gh.Later<TLane>(i).Value);
                gInput[at] = before[at] = default;
                return;
            }

            TLane gradient = gh.All<TLane>(i, at);
            before[at] = step.IsFirst(lengths, row) ? h0[i] : y[step.Before(row, feature)];
            gInput[at] = TOp.Backward(TLane.Of(y[at]), gradient).Value;
            gh.Leave(i, default);
        }
    }

    /// <summary>LSTM; what is kept are the gates i, f, g, o.</summary>
    public readonly struct Lstm<TLane, T>(
        SequenceStep step, ArrayView<int> lengths, ArrayView<T> input, ArrayView<T> fromState, ArrayView<T> h, ArrayView<T> c, ArrayView<T> kept, ArrayView<T> y, ArrayView<T> cells) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int index)
        {
            int row = index / step.Size, feature = index % step.Size, at = step.Here(row, feature), size = step.Size, block = step.Block(row, feature, 4), state = (row * 4 * size) + feature;
            if (!step.IsValid(lengths, row))
            {
                y[at] = cells[at] = kept[block] = kept[block + size] = kept[block + (2 * size)] = kept[block + (3 * size)] = default;
                return;
            }

            TLane i = TLane.Of(input[block]) + TLane.Of(fromState[state]);
            TLane f = TLane.Of(input[block + size]) + TLane.Of(fromState[state + size]);
            TLane g = TLane.Of(input[block + (2 * size)]) + TLane.Of(fromState[state + (2 * size)]);
            TLane o = TLane.Of(input[block + (3 * size)]) + TLane.Of(fromState[state + (3 * size)]);
            TLane cell = TLane.Of(c[index]);
            LstmStep.Forward(ref i, ref f, ref g, ref o, ref cell, out TLane output);
            kept[block] = i.Value;
            kept[block + size] = f.Value;
            kept[block + (2 * size)] = g.Value;
            kept[block + (3 * size)] = o.Value;
            c[index] = cells[at] = cell.Value;
            h[index] = y[at] = output.Value;
        }
    }

    /// <summary>One step back of <see cref="Lstm{TLane, T}"/>.</summary>
    public readonly struct LstmBack<TLane, T>(
        SequenceStep step, ArrayView<int> lengths, ArrayView<T> kept, ArrayView<T> y, ArrayView<T> cells, ArrayView<T> h0, ArrayView<T> c0, SequenceGradient<T> gh, ArrayView<T> gc,
        ArrayView<T> gInput, ArrayView<T> before) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int index)
        {
            int row = index / step.Size, feature = index % step.Size, at = step.Here(row, feature), size = step.Size, block = step.Block(row, feature, 4);
            if (!step.IsValid(lengths, row))
            {
                gh.Leave(index, gh.Later<TLane>(index).Value);
                before[at] = gInput[block] = gInput[block + size] = gInput[block + (2 * size)] = gInput[block + (3 * size)] = default;
                return;
            }

            TLane gradient = gh.All<TLane>(index, at);
            bool isFirst = step.IsFirst(lengths, row);
            int from = step.Before(row, feature);
            before[at] = isFirst ? h0[index] : y[from];
            TLane cellBefore = TLane.Of(isFirst ? c0[index] : cells[from]), ofCell = TLane.Of(gc[index]);
            TLane i = TLane.Of(kept[block]), f = TLane.Of(kept[block + size]), g = TLane.Of(kept[block + (2 * size)]), o = TLane.Of(kept[block + (3 * size)]);
            LstmStep.Backward(ref i, ref f, ref g, ref o, cellBefore, TLane.Of(cells[at]), gradient, ref ofCell);
            gInput[block] = i.Value;
            gInput[block + size] = f.Value;
            gInput[block + (2 * size)] = g.Value;
            gInput[block + (3 * size)] = o.Value;
            gh.Leave(index, default);
            gc[index] = ofCell.Value;
        }
    }

    /// <summary>GRU; what is kept are r, z, n and the state's share of the candidate.</summary>
    public readonly struct Gru<TLane, T>(SequenceStep step, ArrayView<int> lengths, ArrayView<T> input, ArrayView<T> fromState, ArrayView<T> h, ArrayView<T> kept, ArrayView<T> y) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int index)
        {
            int row = index / step.Size, feature = index % step.Size, at = step.Here(row, feature), size = step.Size;
            int block = step.Block(row, feature, 3), state = (row * 3 * size) + feature, keep = step.Block(row, feature, 4);
            if (!step.IsValid(lengths, row))
            {
                y[at] = kept[keep] = kept[keep + size] = kept[keep + (2 * size)] = kept[keep + (3 * size)] = default;
                return;
            }

            TLane r = TLane.Of(input[block]) + TLane.Of(fromState[state]), z = TLane.Of(input[block + size]) + TLane.Of(fromState[state + size]);
            TLane n = TLane.Of(input[block + (2 * size)]), q = TLane.Of(fromState[state + (2 * size)]), output = TLane.Of(h[index]);
            GruStep.Forward(ref r, ref z, ref n, q, ref output);
            kept[keep] = r.Value;
            kept[keep + size] = z.Value;
            kept[keep + (2 * size)] = n.Value;
            kept[keep + (3 * size)] = q.Value;
            h[index] = y[at] = output.Value;
        }
    }

    /// <summary>One step back of <see cref="Gru{TLane, T}"/>: the state's share of the candidate has a gradient of its own.</summary>
    public readonly struct GruBack<TLane, T>(
        SequenceStep step, ArrayView<int> lengths, ArrayView<T> kept, ArrayView<T> y, ArrayView<T> h0, SequenceGradient<T> gh, ArrayView<T> gInput, ArrayView<T> gState, ArrayView<T> before) : IKernel
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int index)
        {
            int row = index / step.Size, feature = index % step.Size, at = step.Here(row, feature), size = step.Size;
            int block = step.Block(row, feature, 3), keep = step.Block(row, feature, 4);
            if (!step.IsValid(lengths, row))
            {
                gh.Leave(index, gh.Later<TLane>(index).Value);
                before[at] = gInput[block] = gInput[block + size] = gInput[block + (2 * size)] = gState[block] = gState[block + size] = gState[block + (2 * size)] = default;
                return;
            }

            TLane gradient = gh.All<TLane>(index, at);
            TLane old = TLane.Of(step.IsFirst(lengths, row) ? h0[index] : y[step.Before(row, feature)]);
            before[at] = old.Value;
            TLane r = TLane.Of(kept[keep]), z = TLane.Of(kept[keep + size]), n = TLane.Of(kept[keep + (2 * size)]), q = TLane.Of(kept[keep + (3 * size)]);
            GruStep.Backward(ref r, ref z, ref n, ref q, old, ref gradient);
            gInput[block] = gState[block] = r.Value;
            gInput[block + size] = gState[block + size] = z.Value;
            gInput[block + (2 * size)] = n.Value;
            gState[block + (2 * size)] = q.Value;
            gh.Leave(index, gradient.Value);
        }
    }
}

using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>A normalisation with gain and shift, and its first derivatives.</summary>
/// <remarks>The sums have the lanes, trees and blocks of <see cref="ChannelKernel"/>, so that the bits are those of the steps that <see cref="NormaliseOperation"/> is composed of.</remarks>
internal static unsafe class NormaliseKernel
{
    /// <summary>Elements that are worth a thread's while.</summary>
    private const int Grain = 16 * 1024;

    public static (NdArray Y, NormalisationStatistics Found) Forward<T>(NdArray x, NdArray gain, NdArray? shift, double epsilon, bool isGainAlongRun)
        where T : unmanaged, INumber<T>
    {
        var layout = NormaliseLayout.Of(x);
        var (y, found) = (NdArray.Uninitialized(x.Shape, x.DType), NormalisationStatistics.For(x));
        using var xs = x.Read<T>();
        using var ys = y.Write<T>();
        using var ms = found.Rough.Write<T>();
        using var ds = found.Rest.Write<T>();
        using var rs = found.Scale.Write<T>();
        using var vs = found.Variance.Write<T>();
        using var gains = new PaddedNumbers<T>(gain);
        using var shifts = new PaddedNumbers<T>(shift, gain.Size);
        fixed (T* px = xs.Span, py = ys.Span, pm = ms.Span, pd = ds.Span, pr = rs.Span, pv = vs.Span)
        {
            var numbers = new NormaliseNumbers<T>(pm, pd, pr, pv, gains.Pointer);
            int grain = ChunkOf(layout, LaneTree.Together);
            if (isGainAlongRun)
                Work.Split<NormaliseRowsForward<T>, T>(layout.Groups, grain, new NormaliseRowsForward<T>(layout, numbers, epsilon, px, shifts.Pointer, py));
            else
                Work.Split<NormaliseForward<T>, T>(layout.Groups, grain, new NormaliseForward<T>(layout, numbers, epsilon, px, shifts.Pointer, py));
        }

        return (y, found);
    }

    public static (NdArray? X, NdArray Gain, NdArray Shift) Backward<T>(
        NdArray x, NdArray gain, NormalisationStatistics found, NdArray gy, bool needsX, bool isGainAlongRun)
        where T : unmanaged, INumber<T>
    {
        var layout = NormaliseLayout.Of(x);
        var gx = needsX ? NdArray.Uninitialized(x.Shape, x.DType) : null;
        NdArray gGain = NdArray.Uninitialized(gain.Shape, x.DType), gShift = NdArray.Uninitialized(gain.Shape, x.DType);
        using var xs = x.Read<T>();
        using var gs = gy.Read<T>();
        using var zs = (gx ?? gGain).Write<T>();
        using var ms = found.Rough.Read<T>();
        using var ds = found.Rest.Read<T>();
        using var rs = found.Scale.Read<T>();
        using var us = gGain.Write<T>();
        using var ws = gShift.Write<T>();
        using var gains = new PaddedNumbers<T>(gain);
        fixed (T* px = xs.Span, pg = gs.Span, pz = zs.Span, pm = ms.Span, pd = ds.Span, pr = rs.Span, pu = us.Span, pw = ws.Span)
        {
            var numbers = new NormaliseNumbers<T>(pm, pd, pr, null, gains.Pointer);
            T* target = needsX ? pz : null;
            if (!isGainAlongRun)
            {
                Work.Split<NormaliseBackward<T>, T>(layout.Groups, ChunkOf(layout, LaneTree.Together), new NormaliseBackward<T>(layout, numbers, px, pg, target, pu, pw));
                return (gx, gGain, gShift);
            }

            const int Rows = ChannelKernel.RowBlock;
            int blocks = (layout.Groups + Rows - 1) / Rows, padded = PaddedNumbers<T>.Length(layout.Length);
            using var sums = new Scratch<T>(2L * blocks * padded);
            Work.Split<NormaliseRowsBackward<T>, T>(
                layout.Groups, ChunkOf(layout, Rows), new NormaliseRowsBackward<T>(layout, numbers, px, pg, target, sums.Pointer, sums.Pointer + padded));
            Total(sums.Pointer, blocks, 2 * padded, pu, layout.Length);
            Total(sums.Pointer + padded, blocks, 2 * padded, pw, layout.Length);
        }

        return (gx, gGain, gShift);
    }

    private static int ChunkOf(NormaliseLayout layout, int multiple)
    {
        long groups = Math.Max(1, Grain / Math.Max(1, layout.Count));
        return (int)Math.Min(int.MaxValue, groups < multiple && multiple == LaneTree.Together ? groups : (groups + multiple - 1) / multiple * multiple);
    }

    // Blocks of rows in order.
    private static void Total<T>(T* blocks, int count, int step, T* total, int length)
        where T : unmanaged
    {
        new Span<T>(total, length).Clear();
        for (int block = 0; block < count; block++)
            RowSum.Add(blocks + (block * (nint)step), total, length);
    }
}

using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Sums over each channel of an array [outer, channels, inner], and maps with numbers of the channel: what normalisations are made of.</summary>
/// <remarks>
/// A sum over runs goes to 32 lanes (element j of a run to lane j mod 32) that are combined in a tree; side by side, each channel is summed row by row in blocks of 128 rows that are
/// added in order. Which of the two depends on the shape alone, and nothing on vector width or threads.
/// </remarks>
internal static unsafe class ChannelKernel
{
    /// <summary>Rows that are added up before the sums of such blocks are. It is part of a result's bits.</summary>
    public const int RowBlock = 128;

    /// <summary>Neighbouring columns that are summed together.</summary>
    public const int ColumnTile = 512;

    /// <summary>Elements that are worth a thread's while.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>Both sums of each channel, [1, c, 1].</summary>
    public static (NdArray First, NdArray Second) Sum<TSum, T>(NdArray x, NdArray y, NdArray? p)
        where TSum : struct, IChannelSum
        where T : unmanaged, INumber<T>
    {
        var shape = ChannelShape.Of(x);
        var (first, second) = (NdArray.Uninitialized(shape.PerChannel, x.DType), NdArray.Uninitialized(shape.PerChannel, x.DType));
        using var xs = x.Read<T>();
        using var ys = y.Read<T>();
        using var us = first.Write<T>();
        using var vs = second.Write<T>();
        using var columns = Columns<T>(shape, p);
        fixed (T* px = xs.Span, py = ys.Span, pu = us.Span, pv = vs.Span)
        {
            if (shape.FollowsRuns)
            {
                Work.Split<ChannelRunSums<TSum, T>, T>(shape.Channels, Threshold(shape.Count), new ChannelRunSums<TSum, T>(shape, px, py, columns.Pointer, pu, pv));
            }
            else
            {
                int width = shape.Channels * shape.Inner;
                using var wide = new Scratch<T>(2L * width);
                Work.Split<ChannelColumnSums<TSum, T>, T>((width + ColumnTile - 1) / ColumnTile, Threshold((long)shape.Outer * ColumnTile), new ChannelColumnSums<TSum, T>(shape, px, py, columns.Pointer, wide.Pointer, wide.Pointer + width));
                Collect(wide.Pointer, shape, pu);
                Collect(wide.Pointer + width, shape, pv);
            }
        }

        return (first, second);
    }

    /// <summary>z = f(x, y, p, q, s) with p, q and s [1, c, 1] (or [c]).</summary>
    public static NdArray Map<TMap, T>(NdArray x, NdArray y, NdArray? p, NdArray? q, NdArray? s)
        where TMap : struct, IChannelMap
        where T : unmanaged, INumber<T>
    {
        var shape = ChannelShape.Of(x);
        var z = NdArray.Uninitialized(x.Shape, x.DType);
        if (z.Size == 0)
            return z;
        using var xs = x.Read<T>();
        using var ys = y.Read<T>();
        using var zs = z.Write<T>();
        using var ps = Columns<T>(shape, p);
        using var qs = Columns<T>(shape, q);
        using var ss = Columns<T>(shape, s);
        fixed (T* px = xs.Span, py = ys.Span, pz = zs.Span)
        {
            int runs = shape.Outer * (shape.FollowsRuns ? shape.Channels : 1);
            Work.Split<ChannelMapWork<TMap, T>, T>(runs, Threshold(z.Size / Math.Max(1, runs)), new ChannelMapWork<TMap, T>(shape, px, py, ps.Pointer, qs.Pointer, ss.Pointer, pz));
        }

        return z;
    }

    private static int Threshold(long perItem) => (int)Math.Clamp(Grain / Math.Max(1, perItem), 1, int.MaxValue);

    // The numbers of the channels: one each, or as many as there are columns when channels are taken side by side. Zeros for none.
    private static Scratch<T> Columns<T>(ChannelShape shape, NdArray? values)
        where T : unmanaged
    {
        int repeat = shape.FollowsRuns ? 1 : shape.Inner;
        var columns = new Scratch<T>((long)shape.Channels * repeat);
        var target = new Span<T>(columns.Pointer, shape.Channels * repeat);
        if (values is null)
        {
            target.Clear();
            return columns;
        }

        using var source = values.Read<T>();
        for (int channel = 0; channel < shape.Channels; channel++)
            target.Slice(channel * repeat, repeat).Fill(source.Span[channel]);
        return columns;
    }

    private static void Collect<T>(T* columns, ChannelShape shape, T* channels)
        where T : unmanaged, INumber<T>
    {
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            T sum = T.Zero;
            for (int i = 0; i < shape.Inner; i++)
                sum += columns[(channel * shape.Inner) + i];
            channels[channel] = sum;
        }
    }
}

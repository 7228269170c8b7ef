using System.Numerics;
using System.Runtime.CompilerServices;

namespace Curriculum.Arrays.Kernels;

/// <summary>Runs an operation on every element: one loop for all operations, types and vector widths.</summary>
internal static unsafe partial class Elementwise
{
    /// <summary>Elements a thread takes at a time; fewer are not worth sharing.</summary>
    private const int Grain = 32 * 1024;

    /// <summary>Elements that are gathered at a time when an input is strided; a few such pieces fit the first-level cache.</summary>
    private const int SegmentLength = 1024;

    /// <summary>y = op(x), in a new array.</summary>
    public static NdArray Apply<TOp>(NdArray x)
        where TOp : struct, IUnaryOp
    {
        var dtype = TOp.FloatsOnly || x.DType == DType.Boolean ? x.DType.ToFloat() : x.DType;
        var y = NdArray.Uninitialized(x.Shape, dtype, x.Device);
        Into<TOp>(x.As(dtype), y);
        return y;
    }

    /// <summary>y = op(x) into an array of the same shape and type; it may be x itself.</summary>
    public static void Into<TOp>(NdArray x, NdArray y)
        where TOp : struct, IUnaryOp
        => Into<Unary<TOp>>(x, x, x, y);

    /// <summary>y = op(a, b), broadcast, in a new array of the common type.</summary>
    public static NdArray Apply<TOp>(NdArray a, NdArray b)
        where TOp : struct, IBinaryOp
    {
        var dtype = DTypes.Promote(a, b);
        if (TOp.FloatsOnly)
            dtype = dtype.ToFloat();
        var device = Device.Common(TOp.Name, a, b);
        var y = NdArray.Uninitialized(Shape.Broadcast(TOp.Name, a.Shape, b.Shape), dtype, device);
        Into<TOp>(a.ToOperand(TOp.Name, dtype, device), b.ToOperand(TOp.Name, dtype, device), y);
        return y;
    }

    /// <summary>y = op(a, b) into an array of the common shape and type; it may be an input of that shape.</summary>
    public static void Into<TOp>(NdArray a, NdArray b, NdArray y)
        where TOp : struct, IBinaryOp
        => Into<Binary<TOp>>(a, b, b, y);

    /// <summary>y = op(a, b, c), broadcast, in a new array of the common type.</summary>
    public static NdArray Apply<TOp>(NdArray a, NdArray b, NdArray c)
        where TOp : struct, ITernaryOp
    {
        var dtype = DTypes.Promote(DTypes.Promote(a, b), c.IsWeak && !a.IsWeak ? DType.Boolean : c.DType);
        var shape = Shape.Broadcast(TOp.Name, Shape.Broadcast(TOp.Name, a.Shape, b.Shape), c.Shape);
        var device = Device.Common(TOp.Name, a, b, c);
        var y = NdArray.Uninitialized(shape, dtype, device);
        Into<TOp>(a.ToOperand(TOp.Name, dtype, device), b.ToOperand(TOp.Name, dtype, device), c.ToOperand(TOp.Name, dtype, device), y);
        return y;
    }

    /// <summary>y = op(a, b, c) into an array of the common shape and type; it may be an input of that shape.</summary>
    public static void Into<TOp>(NdArray a, NdArray b, NdArray c, NdArray y)
        where TOp : struct, ITernaryOp
    {
        if (y.Device.Kernels is { } kernels)
            kernels.Map<TOp>(a, b, c, y);
        else
            y.DType.Run(new MapAction<TOp>(a, b, c, y));
    }

    private readonly struct MapAction<TOp>(NdArray a, NdArray b, NdArray c, NdArray y) : ITypedAction
        where TOp : struct, ITernaryOp
    {
        public void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            if (y.Size == 0)
                return;
            if (!y.IsContiguous)
            {
                var flat = NdArray.Uninitialized(y.Shape, y.DType);
                new MapAction<TOp>(a, b, c, flat).Run<T>();
                y.CopyFrom(flat);
                flat.Release();
                return;
            }

            using var target = y.Write<T>();
            using var first = a.ReadFrom<T>();
            using var second = b.ReadFrom<T>();
            using var third = c.ReadFrom<T>();
            fixed (T* pa = first.Span, pb = second.Span, pc = third.Span, py = target.Span)
            {
                Operand<T> x0 = new(a, y.Shape, pa, true), x1 = TOp.Arity > 1 ? new(b, y.Shape, pb, true) : default, x2 = TOp.Arity > 2 ? new(c, y.Shape, pc, true) : default;
                Work.Split<MapWork<TOp, T>, T>(y.Size, Grain, new MapWork<TOp, T>(x0, x1, x2, py));
            }
        }
    }

    internal readonly struct Unary<TOp> : ITernaryOp
        where TOp : struct, IUnaryOp
    {
        public static string Name => TOp.Name;

        public static int Arity => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V a, V b, V c)
            where V : struct, ILanes<V>
            => TOp.Apply(a);
    }

    internal readonly struct Binary<TOp> : ITernaryOp
        where TOp : struct, IBinaryOp
    {
        public static string Name => TOp.Name;

        public static int Arity => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V a, V b, V c)
            where V : struct, ILanes<V>
            => TOp.Apply(a, b);
    }

    private readonly struct MapWork<TOp, T>(Operand<T> a, Operand<T> b, Operand<T> c, T* y) : IVectorWork<T>
        where TOp : struct, ITernaryOp
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            bool strided = a.IsStrided || b.IsStrided || c.IsStrided;
            int room = strided ? SegmentLength : Lanes512<T>.Count, step = strided ? SegmentLength : end - start;
            T* scratch = stackalloc T[3 * room];
            a.Prepare(scratch, V.Count);
            b.Prepare(scratch + room, V.Count);
            c.Prepare(scratch + (2 * room), V.Count);
            for (int i = start, count; i < end; i += count)
            {
                count = Math.Min(Math.Min(step, end - i), Math.Min(a.Together(i), Math.Min(b.Together(i), c.Together(i))));
                Segment<V>(a.Segment(i, count, scratch), b.Segment(i, count, scratch + room), c.Segment(i, count, scratch + (2 * room)), y + i, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Segment<V>(T* pa, T* pb, T* pc, T* py, int count)
            where V : struct, ILanes<V, T>
        {
            int whole = count - (count % V.Count), rest = count - whole;
            Loop<V>(pa, a.Step, pb, b.Step, pc, c.Step, py, whole);
            if (rest == 0)
                return;

            // The last few elements go through the same loop, in a vector that is filled up.
            T* tail = stackalloc T[4 * V.Count];
            Fill(pa + (whole * a.Step), a.Step == 0 ? V.Count : rest, tail);
            if (TOp.Arity > 1)
                Fill(pb + (whole * b.Step), b.Step == 0 ? V.Count : rest, tail + V.Count);
            if (TOp.Arity > 2)
                Fill(pc + (whole * c.Step), c.Step == 0 ? V.Count : rest, tail + (2 * V.Count));
            Loop<V>(tail, 1, tail + V.Count, 1, tail + (2 * V.Count), 1, tail + (3 * V.Count), V.Count);
            Fill(tail + (3 * V.Count), rest, py + whole);
        }

        private static void Fill(T* source, int count, T* target)
        {
            for (int i = 0; i < count; i++)
                target[i] = source[i];
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private static void Loop<V>(T* pa, nint stepA, T* pb, nint stepB, T* pc, nint stepC, T* py, int count)
            where V : struct, ILanes<V, T>
        {
            for (nint i = 0; i < count; i += V.Count)
            {
                V x = V.Load(pa + (i * stepA)), y = TOp.Arity > 1 ? V.Load(pb + (i * stepB)) : x, z = TOp.Arity > 2 ? V.Load(pc + (i * stepC)) : x;
                V.Store(TOp.Apply(x, y, z), py + i);
            }
        }
    }
}

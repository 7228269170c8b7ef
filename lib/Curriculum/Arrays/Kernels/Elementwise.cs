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
                Operand<T> x0 = new(a, y.Shape, pa), x1 = TOp.Arity > 1 ? new(b, y.Shape, pb) : default, x2 = TOp.Arity > 2 ? new(c, y.Shape, pc) : default;
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
        [SkipLocalsInit]
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<V>(int start, int end)
            where V : struct, ILanes<V, T>
        {
            bool strided = a.IsStrided || b.IsStrided || c.IsStrided;
            int room = strided ? SegmentLength : V.Count, step = strided ? SegmentLength : end - start;
            T* scratch = stackalloc T[(3 * room) + Cache.Line<T>()];
            scratch = Cache.Align(scratch);
            OperandWalk<T> walkA = a.From(start, scratch), walkB = b.From(start, scratch + room), walkC = c.From(start, scratch + (2 * room));
            for (int i = start, count; i < end; i += count)
            {
                count = Math.Min(Math.Min(step, end - i), walkA.Left);
                if (TOp.Arity > 1)
                    count = Math.Min(count, walkB.Left);
                if (TOp.Arity > 2)
                    count = Math.Min(count, walkC.Left);
                T* pa = walkA.Next<V>(count);
                T* pb = TOp.Arity > 1 ? walkB.Next<V>(count) : pa, pc = TOp.Arity > 2 ? walkC.Next<V>(count) : pa;
                Segment<V>(pa, pb, pc, y + i, count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Segment<V>(T* pa, T* pb, T* pc, T* py, int count)
            where V : struct, ILanes<V, T>
        {
            if (count < V.Count)
            {
                // A few elements go through the same loop, in vectors that are filled up.
                T* few = stackalloc T[4 * V.Count];
                Fill(pa, a.Step == 0 ? V.Count : count, few);
                if (TOp.Arity > 1)
                    Fill(pb, b.Step == 0 ? V.Count : count, few + V.Count);
                if (TOp.Arity > 2)
                    Fill(pc, c.Step == 0 ? V.Count : count, few + (2 * V.Count));
                Loop<V>(few, 1, few + V.Count, 1, few + (2 * V.Count), 1, few + (3 * V.Count), V.Count);
                Fill(few + (3 * V.Count), count, py);
                return;
            }

            int rest = count % V.Count, before = count - V.Count;
            if (rest == 0)
            {
                Loop<V>(pa, a.Step, pb, b.Step, pc, c.Step, py, count);
                return;
            }

            // The last vector overlaps the one before it. It is made before a result is written anywhere, because that may be where an input lies.
            T* last = stackalloc T[V.Count];
            Loop<V>(pa + (before * a.Step), a.Step, pb + (before * b.Step), b.Step, pc + (before * c.Step), c.Step, last, V.Count);
            Loop<V>(pa, a.Step, pb, b.Step, pc, c.Step, py, count - rest);
            V.Store(V.Load(last), py + before);
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

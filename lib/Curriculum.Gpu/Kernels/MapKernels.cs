using Curriculum.Arrays.Kernels;
using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>One thread for each element of the result.</summary>
internal static class MapKernels
{
    /// <summary>y = op(x).</summary>
    public readonly struct Unary<TOp, TLane, T>(Strided<T> x, Strided<T> y) : IKernel
        where TOp : struct, ITernaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            TLane a = TLane.Of(x[i]);
            y[i] = TOp.Apply(a, a, a).Value;
        }
    }

    /// <summary>y = op(a, b).</summary>
    public readonly struct Binary<TOp, TLane, T>(Strided<T> a, Strided<T> b, Strided<T> y) : IKernel
        where TOp : struct, ITernaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            TLane second = TLane.Of(b[i]);
            y[i] = TOp.Apply(TLane.Of(a[i]), second, second).Value;
        }
    }

    /// <summary>y = op(a, b, c).</summary>
    public readonly struct Ternary<TOp, TLane, T>(Strided<T> a, Strided<T> b, Strided<T> c, Strided<T> y) : IKernel
        where TOp : struct, ITernaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i) => y[i] = TOp.Apply(TLane.Of(a[i]), TLane.Of(b[i]), TLane.Of(c[i])).Value;
    }

    /// <summary>y = 1 where the relation holds, else 0.</summary>
    public readonly struct Compare<TOp, TLane, T>(Strided<T> a, Strided<T> b, ArrayView<byte> y) : IKernel
        where TOp : struct, IBinaryOp
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i) => y[i] = (byte)TLane.Bits(TOp.Apply(TLane.Of(a[i]), TLane.Of(b[i])));
    }

    /// <summary>y = a where the condition holds, else b.</summary>
    public readonly struct Select<T>(Strided<byte> condition, Strided<T> a, Strided<T> b, ArrayView<T> y) : IKernel
        where T : unmanaged
    {
        public void Run(int i) => y[i] = condition[i] != 0 ? a[i] : b[i];
    }

    /// <summary>y = x, from place to place.</summary>
    public readonly struct Copy<T>(Strided<T> x, Strided<T> y) : IKernel
        where T : unmanaged
    {
        public void Run(int i) => y[i] = x[i];
    }

    /// <summary>y = x as another type.</summary>
    public readonly struct Convert<TFrom, TX, TTo, TY>(ArrayView<TX> x, ArrayView<TY> y) : IKernel
        where TFrom : struct, IDeviceLane<TFrom, TX>
        where TX : unmanaged
        where TTo : struct, IDeviceLane<TTo, TY>
        where TY : unmanaged
    {
        public void Run(int i)
        {
            TFrom from = TFrom.Of(x[i]);
            y[i] = (TFrom.IsWhole ? TTo.OfWhole(from.Whole) : TTo.OfNumber(from.Number)).Value;
        }
    }

    /// <summary>The same value everywhere.</summary>
    public readonly struct Fill<T>(ArrayView<T> y, T value) : IKernel
        where T : unmanaged
    {
        public void Run(int i) => y[i] = value;
    }
}

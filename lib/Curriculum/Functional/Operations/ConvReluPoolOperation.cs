using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>A convolution of stride 1, ReLU and max pooling by 2 × 2: x [n, c, h, w], weight, bias if given → y [n, f, ⌊oh/2⌋, ⌊ow/2⌋], and the tap (0 … 3) of each window that y comes from.</summary>
/// <remarks>The large array between convolution and pooling is never written: pooling goes on while the rows of an image are in the cache, forward and back.</remarks>
internal sealed record ConvReluPoolOperation(Window2d Window, int Groups) : Operation
{
    private static readonly PoolWindow Pool = new(2, 2, 0, 1, RoundsUp: false);

    /// <summary>Whether a pooling is the one that is done here, and the convolution one that leaves its rows in the cache.</summary>
    public static bool Fits(Window2d window, Size2d kernel, Size2d stride, Size2d padding, params ReadOnlySpan<Tensor> x)
    {
        if (OnDevice.Holds(x[0].Data))
            return false;
        foreach (var input in x)
        {
            if (input.DType != x[0].DType || !input.DType.IsFloat())
                return false;
        }

        return window.Stride == 1 && window.Taps > 1 && kernel == 2 && stride == 2 && padding == 0;
    }

    public override NdArray[] Forward(NdArray[] x)
    {
        var shape = Shape(x[0].Shape, x[1].Shape);
        var pooled = Pool.Output("MaxPool2d", shape.Output);
        Shape outputs = [shape.Batch, shape.Filters, pooled.Height, pooled.Width];
        var (y, taps) = (NdArray.Uninitialized(outputs, x[0].DType), NdArray.Uninitialized(outputs, DType.Int32));
        var bias = x.Length > 2 ? x[2] : null;
        if (y.DType == DType.Float32)
            DirectConvolution.ForwardReluPool<float>(shape, x[0], x[1], bias, y, taps);
        else
            DirectConvolution.ForwardReluPool<double>(shape, x[0], x[1], bias, y, taps);
        return [y, taps];
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        if (gy[0] is not { } g)
            return new Tensor?[x.Length];
        if (Fused.StepsAside)
            return Fused.Differentiate(x, [g], own => [Compose(own)]);
        var gradients = g.DType == DType.Float32 ? Backward<float>(x, y[0].Data, y[1].Data, g.Data) : Backward<double>(x, y[0].Data, y[1].Data, g.Data);
        return Array.ConvertAll(gradients, gradient => gradient is null ? null : Fused.Own(gradient));
    }

    private Tensor Compose(Tensor[] x)
        => new MaxPoolOperation(Pool).Apply(new ReluOperation().Apply(new Conv2dOperation(Window, Groups).Apply(x)))[0];

    private ConvolutionShape Shape(Shape image, Shape weight) => ConvolutionShape.Of("Conv2d", Window, Groups, image, weight);

    private unsafe NdArray?[] Backward<T>(Tensor[] x, NdArray y, NdArray taps, NdArray gy)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var shape = Shape(x[0].Shape, x[1].Shape);
        bool wantsBias = x.Length > 2 && x[2].NeedsGradient;
        NdArray? gx = null, gw = x[1].NeedsGradient || wantsBias ? NdArray.Uninitialized(shape.Weights, gy.DType) : null;
        var planes = wantsBias ? NdArray.Uninitialized([shape.Batch, shape.Filters], gy.DType) : null;
        using var gradients = gy.Read<T>();
        using var values = y.Read<T>();
        using var places = taps.Read<int>();
        fixed (T* pg = gradients.Span, py = values.Span)
        {
            fixed (int* pt = places.Span)
            {
                var before = new ReluPoolGradient<T>(shape.Output, shape.GroupFilters, pg, py, pt);
                if (gw is not null)
                    DirectWeightGradient.Run<ReluPoolGradient<T>, T>(shape, x[0].Data, before, gw, planes);
                if (x[0].NeedsGradient)
                    gx = InputGradient(shape, before, x[1].Data);
            }
        }

        var gb = planes?.Sum(0);
        planes?.Release();
        return x.Length > 2 ? [gx, gw, gb] : [gx, gw];
    }

    // The gradient by the input reads overlapping rows of many channels, so here the large array is written after all.
    private static unsafe NdArray InputGradient<T>(ConvolutionShape shape, ReluPoolGradient<T> before, NdArray weight)
        where T : unmanaged, INumber<T>
    {
        var (gx, gradient) = (NdArray.Uninitialized(shape.Images, weight.DType), NdArray.Zeros(shape.Outputs, weight.DType, Device.Cpu));
        using (var all = gradient.Write<T>())
        {
            fixed (T* p = all.Span)
                Work.Split(shape.Batch * shape.Groups, 1, new ExpandWork<T>(before, p));
        }

        DirectConvolution.InputGradient<T>(shape, gradient, weight, gx);
        gradient.Release();
        return gx;
    }

    private readonly unsafe struct ExpandWork<T>(ReluPoolGradient<T> before, T* gradient) : IWork
        where T : unmanaged, INumber<T>
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
                before.Group(i, gradient + ((nint)i * before.ScratchSize));
        }
    }
}

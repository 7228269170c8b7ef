using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Functional.Operations;

/// <summary>Convolution and its two gradients, image by image: columns of the windows, and one matrix product for each group.</summary>
internal static unsafe class ConvolutionKernel
{
    // Images are shared out in at most so many parts, whose sums of weight gradients are added in order: the number of threads does not show in the bits.
    private const int Parts = 8;

    /// <summary>y = W · columns(x) + b.</summary>
    public static void Forward<T>(ConvolutionShape shape, NdArray x, NdArray weight, NdArray? bias, NdArray y)
        where T : unmanaged, INumber<T>
    {
        if (DirectConvolution.Fits(shape))
        {
            DirectConvolution.Forward<T>(shape, x, weight, bias, y);
            return;
        }

        using var images = x.Read<T>();
        using var weights = weight.Read<T>();
        using var biases = (bias ?? weight).Read<T>();
        using var outputs = y.Write<T>();
        fixed (T* px = images.Span, pw = weights.Span, pb = biases.Span, py = outputs.Span)
            Work.Split(shape.Batch, 1, new ForwardWork<T>(shape, px, pw, bias is null ? null : pb, py));
    }

    /// <summary>∂x = fold(Wᵀ · ∂y); x must hold zeros.</summary>
    public static void InputGradient<T>(ConvolutionShape shape, NdArray gy, NdArray weight, NdArray gx)
        where T : unmanaged, INumber<T>
    {
        if (DirectConvolution.Fits(shape))
        {
            DirectConvolution.InputGradient<T>(shape, gy, weight, gx);
            return;
        }

        using var outputs = gy.Read<T>();
        using var weights = weight.Read<T>();
        using var images = gx.Write<T>();
        fixed (T* py = outputs.Span, pw = weights.Span, px = images.Span)
            Work.Split(shape.Batch, 1, new InputGradientWork<T>(shape, py, pw, px));
    }

    /// <summary>∂W = Σ ∂y · columns(x)ᵀ over the batch.</summary>
    public static void WeightGradient<T>(ConvolutionShape shape, NdArray x, NdArray gy, NdArray gw)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        using var outputs = gy.Read<T>();
        fixed (T* py = outputs.Span)
        {
            if (DirectConvolution.Fits(shape))
                DirectWeightGradient.Run<StoredGradient<T>, T>(shape, x, new(py, shape.OutputSize / shape.Groups), gw, null);
            else
                WeightGradient(shape, x, py, gw);
        }
    }

    /// <summary>∂W, and ∂b = Σ ∂y over the batch and all positions, while an image's ∂y is in the cache.</summary>
    public static NdArray ParameterGradients<T>(ConvolutionShape shape, NdArray x, NdArray gy, NdArray gw)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        if (!DirectConvolution.Fits(shape))
        {
            WeightGradient<T>(shape, x, gy, gw);
            return gy.Sum([0, 2, 3]);
        }

        // The order of Sum([0, 2, 3]): the last axes first.
        var planes = NdArray.Uninitialized([shape.Batch, shape.Filters], gy.DType);
        using var outputs = gy.Read<T>();
        fixed (T* py = outputs.Span)
            DirectWeightGradient.Run<StoredGradient<T>, T>(shape, x, new(py, shape.OutputSize / shape.Groups), gw, planes);
        var gb = planes.Sum(0);
        planes.Release();
        return gb;
    }

    private static void WeightGradient<T>(ConvolutionShape shape, NdArray x, T* gy, NdArray gw)
        where T : unmanaged, INumber<T>
    {
        if (shape.Batch == 0)
        {
            gw.Fill(0);
            return;
        }

        int parts = Math.Min(Parts, shape.Batch), size = gw.Size;
        using var sums = new Scratch<T>((long)parts * size);
        using var images = x.Read<T>();
        using var weights = gw.Write<T>();
        fixed (T* px = images.Span)
            Work.Split(parts, 1, new WeightGradientWork<T>(shape, parts, px, gy, sums.Pointer));
        new Span<T>(sums.Pointer, size).CopyTo(weights.Span);
        for (int part = 1; part < parts; part++)
            ColumnKernel.Add(new ReadOnlySpan<T>(sums.Pointer + ((long)part * size), size), weights.Span);
    }

    // The windows of one group of channels of one image: made, or for a pointwise kernel the image as it is.
    private static T* Columns<T>(ConvolutionShape s, T* image, int group, T* scratch)
        where T : unmanaged
    {
        int size = s.GroupChannels * s.Image.Height * s.Image.Width;
        if (s.IsPointwise)
            return image + (group * size);
        ColumnKernel.ToColumns(new ReadOnlySpan<T>(image + (group * size), size), s.GroupChannels, s.Image, s.Window, s.Output, new Span<T>(scratch, s.Inner * s.Positions));
        return scratch;
    }

    private readonly struct ForwardWork<T>(ConvolutionShape s, T* x, T* weight, T* bias, T* y) : IWork
        where T : unmanaged, INumber<T>
    {
        public void Run(int start, int end)
        {
            using var scratch = new Scratch<T>((long)s.Inner * s.Positions);
            for (int n = start; n < end; n++)
            {
                for (int group = 0; group < s.Groups; group++)
                {
                    T* columns = Columns(s, x + ((long)n * s.ImageSize), group, scratch.Pointer);
                    T* output = y + ((long)n * s.OutputSize) + (group * s.GroupFilters * s.Positions);
                    Product.Run(s.GroupFilters, s.Inner, s.Positions, weight + (group * s.GroupFilters * s.Inner), (s.Inner, 1), columns, (s.Positions, 1), output);
                }

                for (int f = 0; bias != null && f < s.Filters; f++)
                    ColumnKernel.Add(bias[f], new Span<T>(y + ((long)n * s.OutputSize) + (f * s.Positions), s.Positions));
            }
        }
    }

    private readonly struct InputGradientWork<T>(ConvolutionShape s, T* gy, T* weight, T* gx) : IWork
        where T : unmanaged, INumber<T>
    {
        public void Run(int start, int end)
        {
            int size = s.GroupChannels * s.Image.Height * s.Image.Width;
            using var scratch = new Scratch<T>((long)s.Inner * s.Positions);
            for (int n = start; n < end; n++)
            {
                for (int group = 0; group < s.Groups; group++)
                {
                    T* output = gy + ((long)n * s.OutputSize) + (group * s.GroupFilters * s.Positions);
                    T* image = gx + ((long)n * s.ImageSize) + (group * size);
                    T* columns = s.IsPointwise ? image : scratch.Pointer;
                    Product.Run(s.Inner, s.GroupFilters, s.Positions, weight + (group * s.GroupFilters * s.Inner), (1, s.Inner), output, (s.Positions, 1), columns);
                    if (!s.IsPointwise)
                        ColumnKernel.AddColumns(new ReadOnlySpan<T>(columns, s.Inner * s.Positions), s.GroupChannels, s.Image, s.Window, s.Output, new Span<T>(image, size));
                }
            }
        }
    }

    private readonly struct WeightGradientWork<T>(ConvolutionShape s, int parts, T* x, T* gy, T* sums) : IWork
        where T : unmanaged, INumber<T>
    {
        public void Run(int start, int end)
        {
            int each = s.GroupFilters * s.Inner;
            using var scratch = new Scratch<T>((long)s.Inner * s.Positions);
            for (int part = start; part < end; part++)
            {
                T* sum = sums + ((long)part * s.Groups * each);
                int first = (int)((long)s.Batch * part / parts), last = (int)((long)s.Batch * (part + 1) / parts);
                for (int n = first; n < last; n++)
                {
                    for (int group = 0; group < s.Groups; group++)
                    {
                        T* columns = Columns(s, x + ((long)n * s.ImageSize), group, scratch.Pointer);
                        T* output = gy + ((long)n * s.OutputSize) + (group * s.GroupFilters * s.Positions);
                        Product.Run(s.GroupFilters, s.Positions, s.Inner, output, (s.Positions, 1), columns, (1, s.Positions), sum + (group * each), adds: n > first);
                    }
                }
            }
        }
    }
}

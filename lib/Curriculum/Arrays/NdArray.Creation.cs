using System.Runtime.CompilerServices;
using Curriculum.Arrays.Buffers;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>How arrays come into being.</content>
public sealed partial class NdArray
{
    /// <summary>A C# number where an array is expected. It takes on the type of the array it meets: a Float32 array times 2.0 stays Float32.</summary>
    public static implicit operator NdArray(double value) => Weak(value);

    /// <summary>A C# whole number where an array is expected. It takes on the type of the array it meets: an Int32 array plus 1 stays Int32.</summary>
    public static implicit operator NdArray(int value) => Weak((long)value);

    /// <summary>A C# whole number where an array is expected. It takes on the type of the array it meets.</summary>
    public static implicit operator NdArray(long value) => Weak(value);

    /// <summary>A C# truth value where an array is expected.</summary>
    public static implicit operator NdArray(bool value) => Weak(value);

    /// <summary>A vector [n] of Float64.</summary>
    public static NdArray Of(params double[] values) => FromSpan<double>(values);

    /// <summary>A vector [n] of Float32.</summary>
    public static NdArray Of(float[] values) => FromSpan<float>(values);

    /// <summary>A vector [n] of Int32.</summary>
    public static NdArray Of(int[] values) => FromSpan<int>(values);

    /// <summary>A vector [n] of Int64.</summary>
    public static NdArray Of(long[] values) => FromSpan<long>(values);

    /// <summary>A vector [n] of Boolean.</summary>
    public static NdArray Of(bool[] values) => FromSpan<bool>(values);

    /// <summary>An array with the shape and type of a C# array: double[,] gives [rows, columns] of Float64; jagged arrays must have rows of equal length.</summary>
    /// <exception cref="ShapeException">The rows of a jagged array differ in length.</exception>
    /// <exception cref="DTypeException">The elements are not bool, int, long, float or double.</exception>
    [OverloadResolutionPriority(-1)]
    public static NdArray Of(Array values) => CSharpArrays.Convert(values);

    /// <summary>A vector of the elements of a span, typed by them.</summary>
    public static NdArray FromSpan<T>(ReadOnlySpan<T> values)
        where T : unmanaged
        => FromSpan(values, [values.Length]);

    /// <summary>An array of the elements of a span, typed by them, laid out row by row.</summary>
    /// <exception cref="ShapeException">The number of elements is not that of the shape.</exception>
    public static NdArray FromSpan<T>(ReadOnlySpan<T> values, Shape shape)
        where T : unmanaged
    {
        if (values.Length != shape.Size)
            throw new ShapeException($"FromSpan: shape {shape} needs {shape.Size} elements, got {values.Length}.");
        var array = Uninitialized(shape, DTypes.Of<T>());
        using (var y = array.Write<T>())
            values.CopyTo(y.Span);
        return array.To(Device.Default);
    }

    /// <summary>Indices of the library's own making, on the processor, which looks at them before any device does.</summary>
    internal static NdArray Places(params long[] indices)
    {
        var array = Uninitialized([indices.Length], DType.Int64);
        using var y = array.Write<long>();
        indices.CopyTo(y.Span);
        return array;
    }

    /// <summary>Zeros of Float64; <c>Zeros(2, 3)</c> is [2, 3].</summary>
    public static NdArray Zeros(params int[] shape) => Zeros((Shape)shape);

    /// <summary>Zeros of a shape and type.</summary>
    [OverloadResolutionPriority(1)]
    public static NdArray Zeros(Shape shape, DType dtype = DType.Float64) => Zeros(shape, dtype, Device.Default);

    /// <summary>Ones of Float64; <c>Ones(2, 3)</c> is [2, 3].</summary>
    public static NdArray Ones(params int[] shape) => Ones((Shape)shape);

    /// <summary>Ones of a shape and type.</summary>
    [OverloadResolutionPriority(1)]
    public static NdArray Ones(Shape shape, DType dtype = DType.Float64) => Full(shape, 1, dtype);

    /// <summary>The same value everywhere.</summary>
    public static NdArray Full(Shape shape, double value, DType dtype = DType.Float64) => Full(shape, value, dtype, Device.Default);

    /// <summary>The same value everywhere, on a device.</summary>
    internal static NdArray Full(Shape shape, double value, DType dtype, Device device)
    {
        var array = Uninitialized(shape, dtype, device);
        if (device.Kernels is { } kernels)
            kernels.Fill(array, value);
        else
            array.Fill(value);
        return array;
    }

    /// <summary>Zeros of a shape and type, on a device.</summary>
    internal static NdArray Zeros(Shape shape, DType dtype, Device device) => new(device.Allocate(shape, dtype, clear: true), shape, dtype, shape.RowMajorStrides(), 0, isView: false);

    /// <summary>Zeros with the type of another array, on its device.</summary>
    internal static NdArray ZerosBeside(NdArray a, Shape shape) => Zeros(shape, a.DType, a.Device);

    /// <summary>A single number, of rank 0 and of a type of its own.</summary>
    public static NdArray Scalar(double value, DType dtype = DType.Float64) => Full(Shape.Scalar, value, dtype);

    /// <summary>The whole numbers 0 … stop − 1 as Int64.</summary>
    public static NdArray Arange(int stop)
    {
        var array = Uninitialized([Math.Max(0, stop)], DType.Int64);
        using (var y = array.Write<long>())
        {
            for (int i = 0; i < y.Span.Length; i++)
                y.Span[i] = i;
        }

        return array.To(Device.Default);
    }

    /// <summary>The whole numbers start, start + step, … up to but without stop, as Int64.</summary>
    /// <exception cref="ShapeException">The step is 0, or there are more than 2³¹ − 1 of them.</exception>
    public static NdArray Arange(int start, int stop, int step = 1)
    {
        if (step == 0)
            throw new ShapeException($"Arange: step must not be 0, got {start}, {stop} and 0.");
        long distance = (long)stop - start, count = Math.Max(0, (distance + step - Math.Sign(step)) / step);
        if (count > int.MaxValue)
            throw new ShapeException($"Arange: an array has at most {int.MaxValue} elements, got {count} from {start} to {stop}. Work in smaller pieces.");
        var array = Uninitialized([(int)count], DType.Int64);
        using (var y = array.Write<long>())
        {
            for (int i = 0; i < y.Span.Length; i++)
                y.Span[i] = start + ((long)i * step);
        }

        return array.To(Device.Default);
    }

    /// <summary>start, start + step, … as Float64, up to but without stop: ⌈(stop − start) / step⌉ elements.</summary>
    /// <exception cref="ShapeException">The step is 0, or it would take more than 2³¹ − 1 elements.</exception>
    public static NdArray Arange(double start, double stop, double step = 1)
    {
        double count = Math.Ceiling((stop - start) / step);
        if (step == 0 || double.IsNaN(count) || count > int.MaxValue)
            throw new ShapeException($"Arange: the steps from {start} to {stop} must be at most {int.MaxValue} and the step not 0, got step {step}.");
        var array = Uninitialized([(int)Math.Max(0, count)], DType.Float64);
        using (var y = array.Write<double>())
        {
            for (int i = 0; i < y.Span.Length; i++)
                y.Span[i] = start + (i * step);
        }

        return array.To(Device.Default);
    }

    /// <summary>count numbers at equal distances from a to b, both included, as Float64.</summary>
    /// <exception cref="ShapeException">The count is negative.</exception>
    public static NdArray Linspace(double a, double b, int count = 50)
    {
        if (count < 0)
            throw new ShapeException($"Linspace: count must be 0 or more, got {count}.");
        var array = Uninitialized([count], DType.Float64);
        using (var y = array.Write<double>())
        {
            double step = (b - a) / Math.Max(1, count - 1);
            for (int i = 0; i < count; i++)
                y.Span[i] = (i * step) + a;
            if (count > 1)
                y.Span[^1] = b;
        }

        return array.To(Device.Default);
    }

    /// <summary>The identity matrix [n, n], or [n, columns] with ones on one of its diagonals.</summary>
    public static NdArray Eye(int n, int? columns = null, int diagonal = 0, DType dtype = DType.Float64)
    {
        var array = Zeros([n, columns ?? n], dtype);
        int length = Math.Min(n + Math.Min(0, diagonal), array.Shape[1] - Math.Max(0, diagonal));
        if (length > 0)
            array.View([length], [array.Shape[1] + 1], diagonal >= 0 ? diagonal : -diagonal * array.Shape[1]).Fill(1);
        return array;
    }

    /// <summary>Zeros with the shape and type of another array.</summary>
    public static NdArray ZerosLike(NdArray a) => ZerosBeside(a, a.Shape);

    /// <summary>Ones with the shape and type of another array.</summary>
    public static NdArray OnesLike(NdArray a) => Full(a.Shape, 1, a.DType, a.Device);

    /// <summary>Sets every element.</summary>
    public void Fill(double value) => CopyFrom(Weak(value));

    private static NdArray Weak<T>(T value)
        where T : unmanaged
    {
        var weak = new NdArray(Storage.Allocate(sizeof(long), clear: false), Shape.Scalar, DTypes.Of<T>(), [], 0, isView: false) { IsWeak = true };
        using var x = weak.Write<T>();
        x.Span[0] = value;
        return weak;
    }
}

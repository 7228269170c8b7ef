using Curriculum.Arrays;

namespace Curriculum.Tests.Goldens;

/// <summary>Golden values as arrays, and agreement with them: |a − b| ≤ tolerance · max(1, |b|).</summary>
public static class GoldenAssert
{
    private static readonly AsyncLocal<Action<GoldenArray, DType>?> Observer = new();
    private static readonly AsyncLocal<Device?> Place = new();

    /// <summary>Runs a test and tells which golden arrays it compared, with results of which type.</summary>
    public static void Observe(Action test, Action<GoldenArray, DType> compared)
    {
        ArgumentNullException.ThrowIfNull(test);
        During(Observer, compared, test);
    }

    /// <summary>Runs a test whose golden numbers lie on a device; indices and labels stay with the processor, which reads them.</summary>
    public static void On(Device device, Action test)
    {
        ArgumentNullException.ThrowIfNull(test);
        During(Place, device, test);
    }

    /// <summary>The array in its own type; floats as <paramref name="floats"/>.</summary>
    public static NdArray ToNdArray(this GoldenArray golden, DType floats = DType.Float64)
    {
        ArgumentNullException.ThrowIfNull(golden);
        var array = NdArray.FromSpan<double>(golden.Data, golden.Shape);
        return golden.DType switch
        {
            "float64" => array.As(floats).To(Place.Value ?? Device.Cpu),
            "int64" => array.As(DType.Int64),
            "bool" => array.As(DType.Boolean).To(Place.Value ?? Device.Cpu),
            _ => throw new InvalidDataException($"golden array of unknown dtype {golden.DType}"),
        };
    }

    /// <summary>How far a result of this type may be from the reference.</summary>
    public static double Tolerance(this GoldenCase golden, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(golden);
        return dtype == DType.Float32 ? golden.SingleTolerance : 1e-9;
    }

    /// <summary>The shape and every number agree.</summary>
    public static void Close(GoldenArray expected, NdArray actual, double tolerance, string what)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        Assert.True(actual.Shape.Equals((Shape)expected.Shape), $"{what}: expected shape {(Shape)expected.Shape}, got {actual.Shape}");
        Close(expected.Data, actual.ToArray<double>(), tolerance, what);
        Observer.Value?.Invoke(expected, actual.DType);
    }

    /// <summary>Every number agrees.</summary>
    public static void Close(double[] expected, double[] actual, double tolerance, string what)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        Assert.True(actual.Length == expected.Length, $"{what}: expected {expected.Length} numbers, got {actual.Length}");
        for (int i = 0; i < actual.Length; i++)
        {
            if (!double.IsFinite(expected[i]))
            {
                Assert.True(actual[i].Equals(expected[i]), $"{what}[{i}]: expected {expected[i]}, got {actual[i]:R}");
                continue;
            }

            double difference = Math.Abs(actual[i] - expected[i]), limit = tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(difference <= limit, $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}, difference {difference:0.0e0} > {limit:0.0e0}");
        }
    }

    private static void During<T>(AsyncLocal<T?> setting, T value, Action test)
        where T : class
    {
        setting.Value = value;
        try
        {
            test();
        }
        finally
        {
            setting.Value = null;
        }
    }
}

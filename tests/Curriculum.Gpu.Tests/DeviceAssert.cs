using Curriculum.Arrays;

namespace Curriculum.Gpu.Tests;

/// <summary>Arrays of a device held to those of the processor.</summary>
internal static class DeviceAssert
{
    /// <summary>The same shape and type, and |a − b| ≤ tolerance · max(1, |a|) in every element.</summary>
    public static void Close(NdArray expected, NdArray actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.DType, actual.DType);
        double[] e = expected.ToArray<double>(), a = actual.ToArray<double>();
        for (int i = 0; i < e.Length; i++)
        {
            bool same = e[i].Equals(a[i]) || Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i]));
            Assert.True(same, $"element {i} of {expected.Shape}: expected {e[i]:R}, got {a[i]:R}");
        }
    }
}

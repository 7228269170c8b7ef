namespace ILGPU.Algorithms;

/// <summary>Functions that kernels may call.</summary>
internal static class XMath
{
    public static float Sqrt(float value) => MathF.Sqrt(value);

    public static double Sqrt(double value) => Math.Sqrt(value);
}

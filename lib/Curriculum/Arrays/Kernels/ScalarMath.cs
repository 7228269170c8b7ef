namespace Curriculum.Arrays.Kernels;

/// <summary>The elementary functions of one number: the same bits as for the elements of an array.</summary>
internal static unsafe class ScalarMath
{
    public static double Exp(double x) => First(LaneMath.Exp(Lanes128<double>.Broadcast(x)));

    public static double Log(double x) => First(LaneMath.Log(Lanes128<double>.Broadcast(x)));

    public static double Pow(double x, double p) => First(LaneMath.Pow(Lanes128<double>.Broadcast(x), Lanes128<double>.Broadcast(p)));

    public static double Tanh(double x) => First(LaneMath.Tanh(Lanes128<double>.Broadcast(x)));

    private static double First(Lanes128<double> lanes)
    {
        double* two = stackalloc double[2];
        Lanes128<double>.Store(lanes, two);
        return two[0];
    }
}

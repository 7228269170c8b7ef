namespace Curriculum.Optimizers;

/// <summary>xⁿ by repeated multiplication: Math.Pow is the C library's, whose last bit differs from machine to machine.</summary>
internal static class WholePower
{
    public static double Of(double x, long n)
    {
        double y = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) == 1)
                y *= x;
        }

        return y;
    }
}

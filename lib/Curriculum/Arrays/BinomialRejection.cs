using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <summary>Binomial numbers for n·p above 30, p up to ½: the algorithm BTPE (Kachitvichyanukul and Schmeiser, "Binomial random variate generation", CACM 31, 1988).</summary>
/// <remarks>A triangle, a parallelogram and two exponential tails lie over the distribution; what falls between is drawn again. Steps as numbered there.</remarks>
internal readonly struct BinomialRejection
{
    private readonly long _n, _mode;
    private readonly double _r, _q, _variance, _p1, _p2, _p3, _p4, _left, _right, _centre, _c, _lambdaLeft, _lambdaRight;

    // Step 0: the figure over the distribution.
    public BinomialRejection(int n, double p)
    {
        (_n, _r, _q) = (n, p, 1 - p);
        double peak = (n * _r) + _r;
        _mode = (long)Math.Floor(peak);
        _variance = n * _r * _q;
        _p1 = Math.Floor((2.195 * Math.Sqrt(_variance)) - (4.6 * _q)) + 0.5;
        _centre = _mode + 0.5;
        _left = _centre - _p1;
        _right = _centre + _p1;
        _c = 0.134 + (20.5 / (15.3 + _mode));
        double a = (peak - _left) / (peak - (_left * _r));
        _lambdaLeft = a * (1.0 + (a / 2.0));
        a = (_right - peak) / (_right * _q);
        _lambdaRight = a * (1.0 + (a / 2.0));
        _p2 = _p1 * (1.0 + (2.0 * _c));
        _p3 = _p2 + (_c / _lambdaLeft);
        _p4 = _p3 + (_c / _lambdaRight);
    }

    public long Next(Func<double> uniform)
    {
        while (true)
        {
            // Step 1: which part of the figure.
            double u = uniform() * _p4, v = uniform();
            long y;
            if (u <= _p1)
                return (long)Math.Floor(_centre - (_p1 * v) + u);

            if (u <= _p2)
            {
                // Step 2: the parallelogram.
                double x = _left + ((u - _p1) / _c);
                v = (v * _c) + 1.0 - (Math.Abs(_mode - x + 0.5) / _p1);
                if (v > 1.0)
                    continue;
                y = (long)Math.Floor(x);
            }
            else if (u <= _p3)
            {
                // Step 3: the left tail.
                y = (long)Math.Floor(_left + (ScalarMath.Log(v) / _lambdaLeft));
                if (y < 0 || v == 0.0)
                    continue;
                v *= (u - _p2) * _lambdaLeft;
            }
            else
            {
                // Step 4: the right tail.
                y = (long)Math.Floor(_right - (ScalarMath.Log(v) / _lambdaRight));
                if (y > _n || v == 0.0)
                    continue;
                v *= (u - _p3) * _lambdaRight;
            }

            if (Accept(y, v))
                return y;
        }
    }

    // Step 5: v against the probability of y relative to that of the mode.
    private bool Accept(long y, double v)
    {
        long k = Math.Abs(y - _mode);
        if (k <= 20 || k >= (_variance / 2.0) - 1)
        {
            // 5.1: the ratio of the two probabilities, factor by factor.
            double s = _r / _q, a = s * (_n + 1), f = 1.0;
            for (long i = _mode + 1; i <= y; i++)
                f *= (a / i) - s;
            for (long i = y + 1; i <= _mode; i++)
                f /= (a / i) - s;
            return v <= f;
        }

        // 5.2: squeezing between bounds on its logarithm.
        double rho = k / _variance * ((((k * ((k / 3.0) + 0.625)) + 0.16666666666666666) / _variance) + 0.5), t = -k * k / (2 * _variance);
        double logV = ScalarMath.Log(v);
        if (logV < t - rho)
            return true;
        if (logV > t + rho)
            return false;

        // 5.3: Stirling's formula.
        double x1 = y + 1, f1 = _mode + 1, z = _n + 1 - _mode, w = _n - y + 1;
        double bound = (_centre * ScalarMath.Log(f1 / x1)) + ((_n - _mode + 0.5) * ScalarMath.Log(z / w)) + ((y - _mode) * ScalarMath.Log(w * _r / (x1 * _q)))
            + Stirling(f1) + Stirling(z) + Stirling(x1) + Stirling(w);
        return logV <= bound;

        static double Stirling(double x)
        {
            double x2 = x * x;
            return (13680.0 - ((462.0 - ((132.0 - ((99.0 - (140.0 / x2)) / x2)) / x2)) / x2)) / x / 166320.0;
        }
    }
}

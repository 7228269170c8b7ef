using Curriculum.Arrays;

namespace Curriculum.Autograd;

/// <summary>Compares derivatives with central differences, in float64: the test that every backward pass has to stand.</summary>
/// <remarks>
/// <para>For a function of tensors, each input is moved along one random direction d and the slope ⟨c, f(x + hd) − f(x − hd)⟩ is compared with ⟨∂⟨c, f⟩/∂x, d⟩.
/// Order 2 does the same with the gradient in place of the function, and finds what order 1 cannot: a part of the gradient that was kept as a constant.</para>
/// <para>For a backward pass written by hand, each element is moved on its own, so the report can say which one is wrong.</para>
/// <para>At a kink (ReLU at 0, a tie) there is no derivative to compare with: choose another point.</para>
/// </remarks>
public static class GradientCheck
{
    // Five points: (f(x − 2h) − 8f(x − h) + 8f(x + h) − f(x + 2h)) / 12h. The formula's error falls with h⁴ and rounding with 1/h, so h may stay
    // small enough to step over few kinks.
    private const double Step = 3e-5;
    private const int ElementsChecked = 200;
    private const uint Seed = 20170622;

    /// <summary>Checks the derivatives of a function of one tensor.</summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="at">Where to check.</param>
    /// <param name="order">1 for the gradient, 2 for the gradient's gradient too.</param>
    /// <returns>The worst error of each order.</returns>
    public static GradientReport Run(Func<Tensor, Tensor> f, NdArray at, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(at);
        return Run(x => f(x[0]), [at], order);
    }

    /// <summary>Checks the derivatives of a function of several tensors, by each of them.</summary>
    /// <param name="f">The function; its result may have any shape.</param>
    /// <param name="at">Where to check.</param>
    /// <param name="order">1 for the gradient, 2 for the gradient's gradient too.</param>
    /// <returns>The worst error of each order.</returns>
    public static GradientReport Run(Func<Tensor[], Tensor> f, NdArray[] at, int order = 1)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        NdArray[] point = Array.ConvertAll(at, x => x.As(DType.Float64));
        var orders = new List<GradientComparison>();
        for (int n = 1; n <= order; n++)
        {
            var function = f;
            orders.Add(Slopes(function, point, n));
            f = x => GradientOf(function, x);
        }

        return new GradientReport(orders);
    }

    /// <summary>Checks a gradient that was computed by hand, element by element.</summary>
    /// <param name="f">The function, in plain arrays.</param>
    /// <param name="at">Where the gradient was computed.</param>
    /// <param name="analytic">The gradient, of the shape of <paramref name="at"/>.</param>
    /// <returns>The worst element's error.</returns>
    /// <exception cref="ShapeException">The gradient has another shape than the point.</exception>
    public static GradientReport Run(Func<NdArray, double> f, NdArray at, NdArray analytic)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(at);
        ArgumentNullException.ThrowIfNull(analytic);
        if (!analytic.Shape.Equals(at.Shape))
            throw new ShapeException($"GradientCheck: analytic must be {at.Shape} (the shape of the point), got {analytic.Shape}. A gradient has the shape of what it is taken by.");
        return new GradientReport([Elements(f, at.As(DType.Float64), analytic)]);
    }

    /// <summary>Checks a backward pass written by hand for a function whose result is an array: what it makes of a given upstream gradient.</summary>
    /// <param name="f">The forward pass, in plain arrays.</param>
    /// <param name="at">Where the gradient was computed.</param>
    /// <param name="analytic">What the backward pass returned, of the shape of <paramref name="at"/>.</param>
    /// <param name="upstream">What the backward pass was given, of the shape of the result; may be left out for a single number.</param>
    /// <returns>The worst element's error.</returns>
    /// <exception cref="ShapeException">A shape does not fit.</exception>
    public static GradientReport Run(Func<NdArray, NdArray> f, NdArray at, NdArray analytic, NdArray? upstream = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Run(x => Weighted(f(x), upstream), at, analytic);
    }

    private static double Weighted(NdArray y, NdArray? upstream)
    {
        if (upstream is null && y.Size == 1)
            return y.Item();
        if (upstream is null || !upstream.Shape.Equals(y.Shape))
        {
            throw new ShapeException($"GradientCheck: upstream must be {y.Shape} (the shape of the result), got {upstream?.Shape.ToString() ?? "none"}. " +
                "Pass the same upstream gradient that the backward pass was given.");
        }

        return (y * upstream).Sum().Item();
    }

    // The worst of the slopes along one random direction an input.
    private static GradientComparison Slopes(Func<Tensor[], Tensor> f, NdArray[] at, int order)
    {
        var random = new RandomState(Seed);
        Tensor[] x = Array.ConvertAll(at, a => Tensor.Variable(a));
        var y = f(x);
        var c = random.RandN(y.Shape.ToArray());
        var gradients = Gradient.Of([y], x, [c], createGraph: false);
        double size = (y.Value.As(DType.Float64) * c).Abs().Sum().Item();
        GradientComparison? worst = null;
        for (int i = 0; i < x.Length; i++)
        {
            var direction = random.RandN(at[i].Shape.ToArray());
            double analytic = (gradients[i].Value * direction).Sum().Item();
            int moved = i;
            double numeric = Difference(
                t => (f(Array.ConvertAll(Moved(at, moved, direction, t), a => Tensor.Variable(a))).Value.As(DType.Float64) * c).Sum().Item(),
                Step * Scale(at[i]));
            var comparison = Compare(order, $"input {i} {at[i].Shape}", analytic, numeric, size * 1e-3);
            if (worst is null || !(comparison.RelativeError <= worst.RelativeError))
                worst = comparison;
        }

        return worst ?? throw new ArgumentException("GradientCheck: at must be at least one array, got none.", nameof(at));
    }

    private static GradientComparison Elements(Func<NdArray, double> f, NdArray at, NdArray analytic)
    {
        double[] point = at.ToArray<double>(), gradient = analytic.As(DType.Float64).ToArray<double>();
        int[] checkedElements = point.Length <= ElementsChecked
            ? [.. Enumerable.Range(0, point.Length)]
            : new RandomState(Seed).Permutation(point.Length)[..ElementsChecked].As(DType.Int32).ToArray<int>();
        double step = Step * Scale(at);
        double[] numeric = Array.ConvertAll(checkedElements, element => Difference(
            t =>
            {
                double[] moved = [.. point];
                moved[element] += t;
                return f(NdArray.Of(moved).Reshape(at.Shape).To(at.Device));
            },
            step));

        double largest = Math.Max(gradient.Select(Math.Abs).DefaultIfEmpty().Max(), numeric.Select(Math.Abs).DefaultIfEmpty().Max());
        double floor = Math.Max(1e-3 * largest, 1e-4 * Math.Abs(f(at.Copy())));
        GradientComparison? worst = null;
        for (int k = 0; k < numeric.Length; k++)
        {
            var comparison = Compare(1, $"element {Place(checkedElements[k], at.Shape)}", gradient[checkedElements[k]], numeric[k], floor);
            if (worst is null || !(comparison.RelativeError <= worst.RelativeError))
                worst = comparison;
        }

        return worst ?? throw new ShapeException($"GradientCheck: at must have elements, got {at.Shape}.");
    }

    // Two derivatives that should both be 0 differ by rounding; the floor keeps that from counting as a large relative error.
    private static GradientComparison Compare(int order, string place, double analytic, double numeric, double floor)
    {
        double size = Math.Max(Math.Max(Math.Abs(analytic), Math.Abs(numeric)), floor);
        double error = analytic == numeric ? 0 : Math.Abs(analytic - numeric) / size;
        return new GradientComparison(order, place, analytic, numeric, error, order == 1 ? 1e-7 : 1e-6);
    }

    private static double Difference(Func<double, double> f, double h) => ((8 * (f(h) - f(-h))) - (f(2 * h) - f(-2 * h))) / (12 * h);

    private static double Scale(NdArray x) => x.Size == 0 ? 1 : Math.Max(1, Math.Sqrt(x.Square().Mean().Item()));

    private static NdArray[] Moved(NdArray[] at, int index, NdArray direction, double t)
    {
        NdArray[] moved = [.. at];
        moved[index] = at[index] + (direction * t);
        return moved;
    }

    private static string Place(int element, Shape shape)
    {
        int[] index = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            (element, index[axis]) = (element / shape[axis], element % shape[axis]);
        }

        return $"[{string.Join(", ", index)}]";
    }

    // All gradients end to end: the function whose gradient is the next order.
    private static Tensor GradientOf(Func<Tensor[], Tensor> f, Tensor[] x)
    {
        var y = f(x);
        var c = new RandomState(Seed + 1).RandN(y.Shape.ToArray());
        var gradients = Gradient.Of([y], x, [c], createGraph: true);
        return Tensor.Concatenate(0, Array.ConvertAll(gradients, g => g.Flatten()));
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>x̂ = (x − μ)·r with r = 1/√(σ² + ε), where μ and the biased variance σ² are those of each middle index over the two axes around it.</summary>
/// <remarks>
/// x [o, c, m] → x̂ [o, c, m], r, μ, σ² [1, c, 1]. Every normalisation is this one, differently folded: batch normalisation [n, c, h·w], layer normalisation [1, rows, features].
/// </remarks>
internal sealed record StandardiseOperation(double Epsilon) : Operation
{
    private static readonly int[] Around = [0, 2];

    public override NdArray[] Forward(NdArray[] x)
    {
        // Centred before squaring: E[x²] − E[x]² loses every digit when |mean| ≫ σ. Centred twice: what rounding left of the mean is as large as σ then, too.
        var mean = x[0].Mean(Around, keepDims: true);
        var centred = x[0] - mean;
        var rest = centred.Mean(Around, keepDims: true);
        (mean, centred) = (mean + rest, centred - rest);
        var variance = centred.Square().Mean(Around, keepDims: true);
        var r = (variance + Epsilon).Sqrt().Reciprocal();
        return [centred * r, r, mean, variance];
    }

    // With m elements an average: ∂x̂/∂x gives StandardiseGradientOperation, ∂μ/∂x = 1/m, ∂σ²/∂x = 2·(x − μ)/m = 2·x̂/(r·m), ∂r/∂x = −r³/2·∂σ²/∂x = −r²·x̂/m.
    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        var (xhat, r) = (y[0], y[1]);
        double m = (double)x[0].Shape[0] * x[0].Shape[2];
        Tensor? gx = null;
        if (gy[0] is { } g)
            gx = new StandardiseGradientOperation().Apply(xhat, r, g);
        if (gy[1] is { } gr)
            gx = Add(gx, xhat * (gr * r * r * (-1 / m)));
        if (gy[2] is { } gm)
            gx = Add(gx, (gm * (1 / m)).BroadcastTo(x[0].Shape));
        if (gy[3] is { } gv)
            gx = Add(gx, xhat * (gv / r * (2 / m)));
        return [gx];
    }

    private static Tensor Add(Tensor? sum, Tensor term) => sum is null ? term : sum + term;
}

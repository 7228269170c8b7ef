using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>x̂ = (x − μ)·r with r = 1/√(σ² + ε), where μ and the biased variance σ² are those of each channel.</summary>
/// <remarks>
/// x [o, c, m] → x̂ [o, c, m], r, μ, σ² [1, c, 1]. Every normalisation is this one, differently folded: batch normalisation [n, c, h·w], layer normalisation [1, rows, features].
/// </remarks>
internal sealed record StandardiseOperation(double Epsilon) : Operation
{
    public override NdArray[] Forward(NdArray[] x) => OnDevice.Holds(x[0]) ? ChannelsOnDevice.Standardise(x[0], Epsilon) : x[0].DType == DType.Float32 ? Forward<float>(x[0]) : Forward<double>(x[0]);

    // With m elements an average: ∂x̂/∂x gives StandardiseGradientOperation, ∂μ/∂x = 1/m, ∂σ²/∂x = 2·(x − μ)/m = 2·x̂/(r·m), ∂r/∂x = −r³/2·∂σ²/∂x = −r²·x̂/m.
    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        var (xhat, r) = (y[0], y[1]);
        double m = ChannelShape.Of(x[0].Data).Count;
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

    private NdArray[] Forward<T>(NdArray x)
        where T : unmanaged, INumber<T>
    {
        double m = ChannelShape.Of(x).Count;
        var roughMean = ChannelKernel.Sum<ProductSum, T>(x, x, null).First * (1 / m);

        // Around the mean, because E[x²] − E[x]² loses every digit when |mean| ≫ σ; and what rounding left of the mean may then be as large as σ, so it is taken off, too.
        var (deviations, squares) = ChannelKernel.Sum<DeviationSum, T>(x, x, roughMean);
        var rest = deviations * (1 / m);
        var variance = ((squares * (1 / m)) - (rest * rest)).Maximum(0);
        var r = (variance + Epsilon).Sqrt().Reciprocal();
        return [ChannelKernel.Map<CentreMap, T>(x, x, roughMean, rest, r), r, roughMean + rest, variance];
    }
}

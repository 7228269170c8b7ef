using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = gain·x̂ + shift with x̂ as in <see cref="StandardiseOperation"/>: a normalisation with all that belongs to it in one sweep, group by group while a group is in the cache.</summary>
/// <remarks>
/// x, which is worked on as [o, c, m] of which each channel is a group. Gain and shift (if given) are one number a channel (batch normalisation, x [o, c, *]), or lie along the run of a group in the
/// shape of the last axes of x (layer normalisation, o = 1) → y as x, then for each group what x̂ is made of again, so that it need not be kept: the mean as it came out first, what that lacks,
/// r = 1/√(σ² + ε), and σ², all [1, c, 1].
/// </remarks>
internal sealed record NormaliseOperation(double Epsilon, bool IsGainAlongRun) : Operation
{
    internal override int FirstOwnOutput => 1;

    public override NdArray[] Forward(NdArray[] x)
    {
        NdArray folded = x[0].Reshape(Folded(x[0].Shape, x[1].Size)), gain = x[1];
        var shift = x.Length > 2 ? x[2] : null;
        var y = OnDevice.Holds(folded) ? ChannelsOnDevice.Normalise(folded, gain, shift, IsGainAlongRun, Epsilon)
            : folded.DType == DType.Float32 ? NormaliseKernel.Forward<float>(folded, gain, shift, Epsilon, IsGainAlongRun)
            : NormaliseKernel.Forward<double>(folded, gain, shift, Epsilon, IsGainAlongRun);
        return [y.Y.Reshape(x[0].Shape).AsOwner(), y.Found.Rough, y.Found.Rest, y.Found.Scale, y.Found.Variance];
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        if (Fused.StepsAside)
            return Fused.Differentiate(x, [gy[0]], Compose);
        var fold = Folded(x[0].Shape, x[1].Size);
        NdArray folded = x[0].Data.Reshape(fold), gain = x[1].Data, g = gy[0]!.Data.Reshape(fold);
        var found = new NormalisationStatistics(y[1].Data, y[2].Data, y[3].Data, y[4].Data);
        var gradients = OnDevice.Holds(folded) ? ChannelsOnDevice.NormaliseGradient(folded, gain, IsGainAlongRun, g, found)
            : folded.DType == DType.Float32 ? NormaliseKernel.Backward<float>(folded, gain, found, g, x[0].NeedsGradient, IsGainAlongRun)
            : NormaliseKernel.Backward<double>(folded, gain, found, g, x[0].NeedsGradient, IsGainAlongRun);
        Tensor? gx = Own(gradients.X, x[0]), gGain = Own(gradients.Gain, x[1]);
        return x.Length > 2 ? [gx, gGain, Own(gradients.Shift, x[2])] : [gx, gGain];
    }

    /// <summary>The same in two differentiable steps.</summary>
    public Tensor[] Compose(Tensor[] x)
    {
        var fold = Folded(x[0].Shape, x[1].Size);
        var xhat = new StandardiseOperation(Epsilon).Apply(x[0].Reshape(fold))[0];
        Tensor[] inputs = [IsGainAlongRun ? xhat.Reshape(-1, x[1].Size, 1) : xhat, .. x[1..].Select(perChannel => perChannel.Reshape(1, -1, 1))];
        return [new ChannelAffineOperation().Apply(inputs).Reshape(x[0].Shape)];
    }

    private static Tensor? Own(NdArray? gradient, Tensor x) => gradient is null ? null : Fused.Own(gradient.Reshape(x.Shape).AsOwner());

    private Shape Folded(Shape x, int gains) => x.Reshape(IsGainAlongRun ? [1, -1, gains] : [x[0], gains, -1]);
}

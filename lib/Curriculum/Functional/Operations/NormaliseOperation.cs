using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = gain·x̂ + shift with x̂ as in <see cref="StandardiseOperation"/>: a normalisation with all that belongs to it in one sweep, group by group while a group is in the cache.</summary>
/// <remarks>
/// x [o, c, m] of which each channel is a group, gain and shift (if given) [c] (batch normalisation) or, where they lie along the run of a group, [m] (layer normalisation) → y [o, c, m], then
/// for each group what x̂ is made of again, so that it need not be kept: the mean as it came out first, what that lacks, r = 1/√(σ² + ε), and σ², all [1, c, 1].
/// </remarks>
internal sealed record NormaliseOperation(double Epsilon, bool IsGainAlongRun) : Operation
{
    public override NdArray[] Forward(NdArray[] x) => OnDevice.Holds(x[0]) ? OnDeviceOf(x) : x[0].DType == DType.Float32 ? Forward<float>(x) : Forward<double>(x);

    public override Tensor?[] Backward(Tensor[] x, Tensor[] y, Tensor?[] gy)
    {
        if (Fused.StepsAside)
            return Fused.Differentiate(x, [gy[0]], Compose);
        var gradients = OnDevice.Holds(x[0].Data) ? OnDeviceOf(x, y, gy[0]!.Data) : x[0].DType == DType.Float32 ? Backward<float>(x, y, gy[0]!.Data) : Backward<double>(x, y, gy[0]!.Data);
        return Array.ConvertAll(gradients, gradient => gradient is null ? null : Fused.Own(gradient));
    }

    /// <summary>The same in two differentiable steps.</summary>
    public Tensor[] Compose(Tensor[] x)
    {
        var xhat = new StandardiseOperation(Epsilon).Apply(x[0])[0];
        int[] folded = IsGainAlongRun ? [-1, x[0].Shape[2], 1] : x[0].Shape.ToArray();
        Tensor[] inputs = [xhat.Reshape(folded), .. x[1..].Select(perChannel => perChannel.Reshape(1, -1, 1))];
        return [new ChannelAffineOperation().Apply(inputs).Reshape(x[0].Shape.ToArray())];
    }

    private NdArray[] OnDeviceOf(NdArray[] x)
    {
        var (y, found) = ChannelsOnDevice.Normalise(x[0], x[1], x.Length > 2 ? x[2] : null, IsGainAlongRun, Epsilon);
        return [y, found.Rough, found.Rest, found.Scale, found.Variance];
    }

    private NdArray?[] OnDeviceOf(Tensor[] x, Tensor[] y, NdArray gy)
    {
        var (gx, gGain, gShift) = ChannelsOnDevice.NormaliseGradient(x[0].Data, x[1].Data, IsGainAlongRun, gy, new(y[1].Data, y[2].Data, y[3].Data, y[4].Data));
        return x.Length > 2 ? [gx, gGain, gShift.Reshape(x[2].Shape.ToArray())] : [gx, gGain];
    }

    private NdArray[] Forward<T>(NdArray[] x)
        where T : unmanaged, INumber<T>
        => NormaliseKernel.Forward<T>(x[0], x[1], x.Length > 2 ? x[2] : null, Epsilon, IsGainAlongRun);

    private NdArray?[] Backward<T>(Tensor[] x, Tensor[] y, NdArray gy)
        where T : unmanaged, INumber<T>
    {
        var (gx, gGain, gShift) = NormaliseKernel.Backward<T>(x[0].Data, x[1].Data, y[1].Data, y[2].Data, y[3].Data, gy, x[0].NeedsGradient, IsGainAlongRun);
        return x.Length > 2 ? [gx, gGain, gShift.Reshape(x[2].Shape.ToArray())] : [gx, gGain];
    }
}

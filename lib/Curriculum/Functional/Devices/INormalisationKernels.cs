using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>Normalisations on a device, in one go each way. Arrays x [o, c, m], of which each channel is a group, lie row by row and are of one float type; results are given, allocated.</summary>
internal interface INormalisationKernels
{
    /// <summary>y = gain·(x − μ)·r + shift with r = 1/√(σ² + ε), and for each group μ in two parts (as it came out first, and what that lacks), r and σ², [c] each.</summary>
    /// <param name="x">[o, c, m].</param>
    /// <param name="gain">[c], or [m] for one along the run of each group; null: 1.</param>
    /// <param name="shift">The same; null: 0.</param>
    /// <param name="isGainAlongRun">Whether gain and shift lie along the run; then o is 1.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">Like x.</param>
    /// <param name="statistics">The four numbers of each group.</param>
    void Normalise(NdArray x, NdArray? gain, NdArray? shift, bool isGainAlongRun, double epsilon, NdArray y, NormalisationStatistics statistics);

    /// <summary>The gradients of x, gain and shift from that of y; gGain and gShift have the size of the gain.</summary>
    void NormaliseGradient(NdArray x, NdArray gain, bool isGainAlongRun, NdArray g, NormalisationStatistics statistics, NdArray gx, NdArray gGain, NdArray gShift);

    /// <summary>r·(g − mean(g) − x̂·mean(g·x̂)) with r [c] → gx.</summary>
    void StandardiseGradient(NdArray xhat, NdArray scale, NdArray g, NdArray gx);

    /// <summary>Σ a and Σ a·b of each channel, [c] each.</summary>
    void ChannelSums(NdArray a, NdArray b, NdArray sums, NdArray products);
}

using Curriculum.Arrays;

namespace Curriculum.Optimizers.Devices;

/// <summary>How a device moves parameters.</summary>
internal interface IUpdateKernels
{
    /// <summary>What this thread asks to move from now on may be moved together, at the latest when what this returns is disposed.</summary>
    IDisposable Together();

    /// <summary>Moves the weights by the rule, in place, and what is remembered with them. All arrays lie on the device, row by row, and are of one float type.</summary>
    void Update<TRule>(TRule rule, double weightDecay, NdArray weight, NdArray gradient, ReadOnlySpan<NdArray> remembered)
        where TRule : struct, IUpdateRule;
}

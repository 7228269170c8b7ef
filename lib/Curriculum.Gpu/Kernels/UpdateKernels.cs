using Curriculum.Optimizers;

namespace Curriculum.Gpu.Kernels;

/// <summary>The step of an optimizer.</summary>
internal static class UpdateKernels
{
    /// <summary>Moves one weight of some parameters by the rule, and what is remembered about it. What an optimizer does not remember is the weight itself again, which is written last.</summary>
    public readonly struct Update<TRule, TLane, T>(TRule rule, double weightDecay, int remembered, UpdateSlots<T> slots) : IKernel
        where TRule : struct, IUpdateRule
        where TLane : struct, IDeviceLane<TLane, T>
        where T : unmanaged
    {
        public void Run(int i)
        {
            var slot = slots[i];
            int at = i - slot.Start;
            TLane old = TLane.Of(slot.Weights[at]), gradient = TLane.Of(slot.Gradient[at]), x = TLane.Of(slot.First[at]), y = TLane.Of(slot.Second[at]), z = TLane.Of(slot.Third[at]);
            if (weightDecay != 0)
                gradient += TLane.Create(weightDecay) * old;
            TLane moved = rule.Step(old, gradient, ref x, ref y, ref z);
            if (remembered > 0)
                slot.First[at] = x.Value;
            if (remembered > 1)
                slot.Second[at] = y.Value;
            if (remembered > 2)
                slot.Third[at] = z.Value;
            slot.Weights[at] = moved.Value;
        }
    }
}

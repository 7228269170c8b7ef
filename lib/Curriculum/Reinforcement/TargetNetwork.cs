using Curriculum.Autograd;
using Curriculum.Layers;

namespace Curriculum.Reinforcement;

/// <summary>A copy of a network that stands still while the network learns, so that its targets do not run away with it.</summary>
/// <remarks>Mnih et al., 2015 (copied every so often); Lillicrap et al., arXiv:1509.02971 (following slowly).</remarks>
public sealed class TargetNetwork
{
    private readonly Layer _online;

    /// <summary>A target that starts as a copy of the network.</summary>
    /// <param name="online">The network that learns.</param>
    public TargetNetwork(Layer online)
    {
        ArgumentNullException.ThrowIfNull(online);
        (_online, Model) = (online, online.Copy());
    }

    /// <summary>The copy.</summary>
    public Layer Model { get; private set; }

    /// <summary>What the copy says, without a graph.</summary>
    /// <param name="x">The input.</param>
    public Tensor Forward(Tensor x)
    {
        using (Gradient.Off())
            return Model.Forward(x).Detach();
    }

    /// <summary>Copies the network as it is now.</summary>
    public void Synchronise() => Model = _online.Copy();

    /// <summary>Moves the copy a little towards the network: θ⁻ ← (1 − τ)·θ⁻ + τ·θ.</summary>
    /// <param name="rate">τ, 0 … 1.</param>
    public void Follow(double rate)
    {
        if (rate is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "TargetNetwork: rate must be 0 … 1.");
        foreach (var (copy, online) in Model.Parameters.Zip(_online.Parameters))
            copy.Tensor.Assign((copy.Value * (1 - rate)) + (online.Value * rate));
        foreach (var ((_, copy), (_, online)) in Model.Buffers.Zip(_online.Buffers))
            copy.Value = online.Value;
    }
}

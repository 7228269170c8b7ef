using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;

namespace Curriculum.Layers;

/// <summary>The gated recurrent unit: h′ = (1 − z)·n + z·h with reset gate r, update gate z and candidate n (<see cref="F.GruCell"/>).</summary>
/// <remarks>x [n, d] and h [n, h] → y = h′ [n, h]. Cho et al., arXiv:1406.1078.</remarks>
/// <param name="InputWeight">W_ih [3h, d], blocks r, z, n.</param>
/// <param name="StateWeight">W_hh [3h, h].</param>
/// <param name="InputBias">b_ih [3h]; null: none.</param>
/// <param name="StateBias">b_hh [3h]; null: none.</param>
public sealed record GruCell(Tensor InputWeight, Tensor StateWeight, Tensor? InputBias = null, Tensor? StateBias = null)
    : RecurrentCell(InputWeight, StateWeight, InputBias, StateBias)
{
    /// <summary>A new cell; biases, and weights unless said otherwise, are drawn from U(−1/√h, 1/√h).</summary>
    /// <param name="inputs">d, the features of x.</param>
    /// <param name="hidden">h, the features of the state.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="weights">How they are drawn.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <exception cref="ArgumentOutOfRangeException">inputs or hidden is not positive.</exception>
    public static GruCell Create(int inputs, int hidden, RandomState random, Initializer? weights = null, DType dtype = DType.Float32, bool bias = true)
    {
        var (input, state, inputBias, stateBias) = Draw(nameof(GruCell), 3, inputs, hidden, random, weights, dtype, bias);
        return new GruCell(input, state, inputBias, stateBias);
    }

    /// <inheritdoc/>
    public override RecurrentState Step(Tensor x, RecurrentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(F.GruCell(x, state.Output, InputWeight, StateWeight, InputBias, StateBias));
    }

    /// <inheritdoc/>
    public override GruCell Map(ParameterMap map) => (GruCell)base.Map(map);

    internal override (Tensor Outputs, RecurrentState Final) Run(Tensor x, RecurrentState start, SequenceOrder order)
        => RunFused(RecurrentKind.Gru, x, start, order);
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;

namespace Curriculum.Layers;

/// <summary>The simple recurrent cell: h′ = tanh(W_ih·x + b_ih + W_hh·h + b_hh), or ReLU in place of tanh (<see cref="F.RnnCell"/>).</summary>
/// <remarks>x [n, d] and h [n, h] → y = h′ [n, h]. Elman, 1990.</remarks>
/// <param name="InputWeight">W_ih [h, d].</param>
/// <param name="StateWeight">W_hh [h, h].</param>
/// <param name="InputBias">b_ih [h]; null: none.</param>
/// <param name="StateBias">b_hh [h]; null: none.</param>
/// <param name="UsesRelu">Whether the nonlinearity is ReLU.</param>
public sealed record RnnCell(Tensor InputWeight, Tensor StateWeight, Tensor? InputBias = null, Tensor? StateBias = null, bool UsesRelu = false)
    : RecurrentCell(InputWeight, StateWeight, InputBias, StateBias)
{
    /// <summary>A new cell; biases, and weights unless said otherwise, are drawn from U(−1/√h, 1/√h).</summary>
    /// <param name="inputs">d, the features of x.</param>
    /// <param name="hidden">h, the features of the state.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="weights">How they are drawn.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="useRelu">Whether the nonlinearity is ReLU.</param>
    /// <exception cref="ArgumentOutOfRangeException">inputs or hidden is not positive.</exception>
    public static RnnCell Create(
        int inputs, int hidden, RandomState random, Initializer? weights = null, DType dtype = DType.Float32, bool bias = true, bool useRelu = false)
    {
        var (input, state, inputBias, stateBias) = Draw(nameof(RnnCell), 1, inputs, hidden, random, weights, dtype, bias);
        return new RnnCell(input, state, inputBias, stateBias, useRelu);
    }

    /// <inheritdoc/>
    public override RecurrentState Step(Tensor x, RecurrentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(F.RnnCell(x, state.Output, InputWeight, StateWeight, InputBias, StateBias, UsesRelu));
    }

    /// <inheritdoc/>
    public override RnnCell Map(ParameterMap map) => (RnnCell)base.Map(map);

    internal override (Tensor Outputs, RecurrentState Final) Run(Tensor x, RecurrentState start, SequenceOrder order)
        => RunFused(UsesRelu ? RecurrentKind.Relu : RecurrentKind.Tanh, x, start, order);
}

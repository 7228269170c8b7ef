using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;

namespace Curriculum.Layers;

/// <summary>Long short-term memory: c′ = f·c + i·g, h′ = o·tanh(c′) with input gate i, forget gate f, candidate g and output gate o (<see cref="F.LstmCell"/>).</summary>
/// <remarks>x [n, d], h and c [n, h] → y = h′ and c′ [n, h]. Hochreiter and Schmidhuber, 1997; Gers et al., 2000.</remarks>
/// <param name="InputWeight">W_ih [4h, d], blocks i, f, g, o.</param>
/// <param name="StateWeight">W_hh [4h, h].</param>
/// <param name="InputBias">b_ih [4h]; null: none.</param>
/// <param name="StateBias">b_hh [4h]; null: none.</param>
/// <param name="Peepholes">p [3, h]: what the gates i, f and o see of the cell (覗き穴結合); null: nothing.</param>
public sealed record LstmCell(Tensor InputWeight, Tensor StateWeight, Tensor? InputBias = null, Tensor? StateBias = null, Tensor? Peepholes = null)
    : RecurrentCell(InputWeight, StateWeight, InputBias, StateBias)
{
    /// <summary>A new cell; biases, and weights unless said otherwise, are drawn from U(−1/√h, 1/√h).</summary>
    /// <param name="inputs">d, the features of x.</param>
    /// <param name="hidden">h, the features of the state.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="weights">How they are drawn.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks and NumPy parity.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="peepholes">Whether the gates see the cell; these weights start as zeros.</param>
    /// <exception cref="ArgumentOutOfRangeException">inputs or hidden is not positive.</exception>
    public static LstmCell Create(
        int inputs, int hidden, RandomState random, Initializer? weights = null, DType dtype = DType.Float32, bool bias = true, bool peepholes = false)
    {
        var (input, state, inputBias, stateBias) = Draw(nameof(LstmCell), 4, inputs, hidden, random, weights, dtype, bias);
        return new LstmCell(input, state, inputBias, stateBias, peepholes ? Tensor.Variable(NdArray.Zeros([3, hidden], dtype), nameof(Peepholes)) : null);
    }

    /// <inheritdoc/>
    public override RecurrentState Step(Tensor x, RecurrentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var cell = state.Cell ?? throw new ArgumentException("LstmCell: the state must have a cell c beside its output h. Use LstmCell.Start(batch), or new RecurrentState(h, c).", nameof(state));
        var (h, c) = F.LstmCell(x, state.Output, cell, InputWeight, StateWeight, InputBias, StateBias, Peepholes);
        return new(h, c);
    }

    /// <inheritdoc/>
    public override RecurrentState Start(int batch) => base.Start(batch) with { Cell = NdArray.ZerosBeside(StateWeight.Data, [batch, Hidden]) };

    /// <inheritdoc/>
    public override LstmCell Map(ParameterMap map) => (LstmCell)base.Map(map) with { Peepholes = map.At(nameof(Peepholes), Peepholes) };

    // Peepholes have no kernel of their own: they go step by step.
    internal override (Tensor Outputs, RecurrentState Final) Run(Tensor x, RecurrentState start, SequenceOrder order)
        => Peepholes is null ? RunFused(RecurrentKind.Lstm, x, start, order) : base.Run(x, start, order);
}

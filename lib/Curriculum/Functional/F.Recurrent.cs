using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional;

/// <content>One step of recurrent networks, with their gates named. Weights hold a block of h rows for each gate, as PyTorch keeps them.</content>
public static partial class F
{
    /// <summary>h′ = tanh(W_ih·x + b_ih + W_hh·h + b_hh), or with ReLU in place of tanh.</summary>
    /// <remarks>Elman, 1990.</remarks>
    /// <param name="x">x [n, d].</param>
    /// <param name="h">The state before, [n, h].</param>
    /// <param name="inputWeight">W_ih [h, d].</param>
    /// <param name="stateWeight">W_hh [h, h].</param>
    /// <param name="inputBias">b_ih [h], or null.</param>
    /// <param name="stateBias">b_hh [h], or null.</param>
    /// <param name="useRelu">Whether the nonlinearity is ReLU.</param>
    /// <returns>The state after, [n, h].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor RnnCell(
        Tensor x, Tensor h, Tensor inputWeight, Tensor stateWeight, Tensor? inputBias = null, Tensor? stateBias = null, bool useRelu = false)
    {
        var z = Gates("RnnCell", 1, x, h, inputWeight, stateWeight, inputBias, stateBias);
        return useRelu ? Relu(z) : z.Tanh();
    }

    /// <summary>Long short-term memory: c′ = f·c + i·g, h′ = o·tanh(c′), with input gate i, forget gate f, candidate g and output gate o.</summary>
    /// <remarks>
    /// i, f, o = sigmoid and g = tanh of W_ih·x + b_ih + W_hh·h + b_hh, blocks of rows in the order i, f, g, o. Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000.
    /// With peepholes (Gers and Schmidhuber, 2000, 覗き穴結合) the gates also see the cell: i and f add p·c, o adds p·c′.
    /// </remarks>
    /// <param name="x">x [n, d].</param>
    /// <param name="h">The output before, [n, h].</param>
    /// <param name="c">The cell (constant error carousel) before, [n, h].</param>
    /// <param name="inputWeight">W_ih [4h, d].</param>
    /// <param name="stateWeight">W_hh [4h, h].</param>
    /// <param name="inputBias">b_ih [4h], or null.</param>
    /// <param name="stateBias">b_hh [4h], or null.</param>
    /// <param name="peepholes">p [3, h] for i, f and o, or null for none.</param>
    /// <returns>h′ and c′, both [n, h].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static (Tensor Output, Tensor Cell) LstmCell(
        Tensor x, Tensor h, Tensor c, Tensor inputWeight, Tensor stateWeight, Tensor? inputBias = null, Tensor? stateBias = null, Tensor? peepholes = null)
    {
        ArgumentNullException.ThrowIfNull(c);
        var z = Gates("LstmCell", 4, x, h, inputWeight, stateWeight, inputBias, stateBias);
        var (zi, zf, zg, zo) = (Block(z, 0, 4), Block(z, 1, 4), Block(z, 2, 4), Block(z, 3, 4));
        var inputGate = (peepholes is null ? zi : zi + (peepholes[0] * c)).Sigmoid();
        var forgetGate = (peepholes is null ? zf : zf + (peepholes[1] * c)).Sigmoid();
        var candidate = zg.Tanh();
        var cell = (forgetGate * c) + (inputGate * candidate);
        var outputGate = (peepholes is null ? zo : zo + (peepholes[2] * cell)).Sigmoid();
        return (outputGate * cell.Tanh(), cell);
    }

    /// <summary>Gated recurrent unit: h′ = (1 − z)·n + z·h, with reset gate r, update gate z and candidate n.</summary>
    /// <remarks>
    /// r, z = sigmoid(W_ih·x + b_ih + W_hh·h + b_hh), n = tanh(W_in·x + b_in + r·(W_hn·h + b_hn)), blocks of rows in the order r, z, n. Cho et al., arXiv:1406.1078, in the form of
    /// cuDNN and PyTorch, where r multiplies after the product.
    /// </remarks>
    /// <param name="x">x [n, d].</param>
    /// <param name="h">The state before, [n, h].</param>
    /// <param name="inputWeight">W_ih [3h, d].</param>
    /// <param name="stateWeight">W_hh [3h, h].</param>
    /// <param name="inputBias">b_ih [3h], or null.</param>
    /// <param name="stateBias">b_hh [3h], or null.</param>
    /// <returns>The state after, [n, h].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor GruCell(Tensor x, Tensor h, Tensor inputWeight, Tensor stateWeight, Tensor? inputBias = null, Tensor? stateBias = null)
    {
        RequireCell("GruCell", 3, x, h, inputWeight, stateWeight);
        var (fromInput, fromState) = (Linear(x, inputWeight.T, inputBias), Linear(h, stateWeight.T, stateBias));
        var resetGate = (Block(fromInput, 0, 3) + Block(fromState, 0, 3)).Sigmoid();
        var updateGate = (Block(fromInput, 1, 3) + Block(fromState, 1, 3)).Sigmoid();
        var candidate = (Block(fromInput, 2, 3) + (resetGate * Block(fromState, 2, 3))).Tanh();
        return ((1 - updateGate) * candidate) + (updateGate * h);
    }

    private static Tensor Gates(string op, int blocks, Tensor x, Tensor h, Tensor inputWeight, Tensor stateWeight, Tensor? inputBias, Tensor? stateBias)
    {
        RequireCell(op, blocks, x, h, inputWeight, stateWeight);
        return Linear(x, inputWeight.T, inputBias) + Linear(h, stateWeight.T, stateBias);
    }

    // Columns of one gate: block i of so many.
    private static Tensor Block(Tensor z, int i, int blocks)
    {
        int size = z.Shape[^1] / blocks;
        return z[.., (i * size)..((i + 1) * size)];
    }

    private static void RequireCell(string op, int blocks, Tensor x, Tensor h, Tensor inputWeight, Tensor stateWeight)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(h);
        ArgumentNullException.ThrowIfNull(inputWeight);
        ArgumentNullException.ThrowIfNull(stateWeight);
        if (x.Rank != 2 || h.Rank != 2 || x.Shape[0] != h.Shape[0])
            throw new ShapeException($"{op}: x must be [n, d] and the state [n, h], got {x.Shape} and {h.Shape}.");
        Shape input = [blocks * h.Shape[1], x.Shape[1]], state = [blocks * h.Shape[1], h.Shape[1]];
        if (inputWeight.Shape != input)
            throw new ShapeException($"{op}: inputWeight must be {input} ({blocks} blocks of {h.Shape[1]} rows for x {x.Shape}), got {inputWeight.Shape}.");
        if (stateWeight.Shape != state)
            throw new ShapeException($"{op}: stateWeight must be {state} ({blocks} blocks of {h.Shape[1]} rows), got {stateWeight.Shape}.");
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Functional.Operations;

namespace Curriculum.Layers;

/// <summary>One step of a recurrent network. Weights hold a block of h rows for each gate, as PyTorch keeps them.</summary>
/// <param name="InputWeight">W_ih [g·h, d], g the number of gates.</param>
/// <param name="StateWeight">W_hh [g·h, h].</param>
/// <param name="InputBias">b_ih [g·h]; null: none.</param>
/// <param name="StateBias">b_hh [g·h]; null: none.</param>
public abstract record RecurrentCell(Tensor InputWeight, Tensor StateWeight, Tensor? InputBias, Tensor? StateBias) : Module
{
    /// <summary>d, the features of an input.</summary>
    public int Inputs => InputWeight.Shape[1];

    /// <summary>h, the features of the state.</summary>
    public int Hidden => StateWeight.Shape[1];

    /// <summary>The state after one step.</summary>
    /// <param name="x">x [n, d].</param>
    /// <param name="state">The state before, [n, h].</param>
    public abstract RecurrentState Step(Tensor x, RecurrentState state);

    /// <summary>The state that a sequence starts with: zeros.</summary>
    /// <param name="batch">n.</param>
    public virtual RecurrentState Start(int batch) => new(NdArray.ZerosBeside(StateWeight.Data, [batch, Hidden]));

    /// <inheritdoc/>
    public override RecurrentCell Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            InputWeight = map.At(nameof(InputWeight), InputWeight),
            StateWeight = map.At(nameof(StateWeight), StateWeight),
            InputBias = map.At(nameof(InputBias), InputBias),
            StateBias = map.At(nameof(StateBias), StateBias),
        };
    }

    /// <inheritdoc/>
    protected override string Describe() => $"{GetType().Name} {Inputs} → {Hidden}{(InputBias is null ? ", no bias" : "")}";

    // All steps of a sequence [t, n, d] in one direction.
    internal virtual (Tensor Outputs, RecurrentState Final) Run(Tensor x, RecurrentState start, SequenceOrder order)
    {
        int steps = x.Shape[0];
        var outputs = new Tensor[steps];
        var state = start;
        for (int step = 0; step < steps; step++)
        {
            int time = order.Time(step, steps);
            var next = Step(x[time], state);
            outputs[time] = next.Output;
            if (order.Valid(time)?.To(x.Data.Device) is { } valid)
            {
                outputs[time] = Tensor.Where(valid, next.Output, 0.0);
                next = new(Tensor.Where(valid, next.Output, state.Output), next.Cell is null ? null : Tensor.Where(valid, next.Cell, state.Cell!));
            }

            state = next;
        }

        return (Tensor.Stack(0, outputs), state);
    }

    // The same in one sweep: the inputs of all steps are one matrix product.
    private protected (Tensor Outputs, RecurrentState Final) RunFused(RecurrentKind kind, Tensor x, RecurrentState start, SequenceOrder order)
    {
        bool addsBiases = kind != RecurrentKind.Gru && InputBias is not null && StateBias is not null;
        var bias = addsBiases ? InputBias! + StateBias! : InputBias ?? (kind == RecurrentKind.Gru ? null : StateBias);
        var fromInput = F.Linear(x, InputWeight.T, bias);
        var operation = new RecurrentSequenceOperation(kind, order);
        Tensor[] inputs = kind switch
        {
            RecurrentKind.Lstm => [fromInput, start.Output, StateWeight, start.Cell!],
            RecurrentKind.Gru when StateBias is not null => [fromInput, start.Output, StateWeight, StateBias],
            _ => [fromInput, start.Output, StateWeight],
        };
        // The kernels take one type; a state that nobody gave has that of the weights.
        var y = operation.Apply(F.OfOneType(inputs));
        return (y[0], new RecurrentState(y[1], kind == RecurrentKind.Lstm ? y[2] : null));
    }

    // PyTorch's default: everything, biases too, from U(−1/√h, 1/√h).
    private protected static (Tensor InputWeight, Tensor StateWeight, Tensor? InputBias, Tensor? StateBias) Draw(
        string cell, int gates, int inputs, int hidden, RandomState random, Initializer? weights, DType dtype, bool bias)
    {
        Sizes.RequirePositive(cell, inputs);
        Sizes.RequirePositive(cell, hidden);
        double limit = 1 / Math.Sqrt(hidden);
        var byHidden = Initializer.Uniform(-limit, limit);
        return (
            New(weights ?? byHidden, nameof(InputWeight), gates * hidden, inputs),
            New(weights ?? byHidden, nameof(StateWeight), gates * hidden, hidden),
            bias ? New(byHidden, nameof(InputBias), gates * hidden) : null,
            bias ? New(byHidden, nameof(StateBias), gates * hidden) : null);

        Tensor New(Initializer initializer, string name, params int[] shape)
            => Tensor.Variable(initializer.Create(shape, shape[^1], hidden, random, dtype), name);
    }
}

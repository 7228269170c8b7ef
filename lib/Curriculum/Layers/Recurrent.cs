using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Layers;

/// <summary>A recurrent network over sequences: cells in one or several layers, forwards or in both directions.</summary>
/// <remarks>
/// <para>x [n, t, d] → y [n, t, h], or [n, t, 2h] in both directions (forward features first); with <see cref="BatchFirst"/> off, x [t, n, d] → y [t, n, h], as is PyTorch's default.
/// A layer after the first reads the outputs of all directions of the one below.</para>
/// <para>Both directions: Schuster and Paliwal, 1997.</para>
/// </remarks>
public sealed record Recurrent : Layer
{
    /// <summary>A network of these cells.</summary>
    /// <param name="cells">The cells; with two directions, forward and backward of the first layer, then of the second, and so on.</param>
    /// <param name="isBidirectional">Whether every layer has a cell for each direction.</param>
    /// <exception cref="ArgumentException">There is no cell, or one for a direction is missing, or sizes do not fit.</exception>
    public Recurrent(IReadOnlyList<RecurrentCell> cells, bool isBidirectional = false)
    {
        ArgumentNullException.ThrowIfNull(cells);
        int directions = isBidirectional ? 2 : 1;
        if (cells.Count == 0 || cells.Count % directions != 0)
            throw new ArgumentException($"Recurrent: cells must be {(isBidirectional ? "two for each layer (forward, backward)" : "at least one")}, got {cells.Count}.", nameof(cells));
        for (int i = directions; i < cells.Count; i++)
        {
            int below = cells.Skip(((i / directions) - 1) * directions).Take(directions).Sum(cell => cell.Hidden);
            if (cells[i].Inputs != below)
                throw new ArgumentException($"Recurrent: cell {i} must take the {below} features of the layer below, got {cells[i].Inputs}.", nameof(cells));
        }

        (Cells, IsBidirectional) = ([.. cells], isBidirectional);
    }

    /// <summary>The cells, with index layer · directions + direction.</summary>
    public IReadOnlyList<RecurrentCell> Cells { get; private init; }

    /// <summary>Whether every layer has a cell for each direction.</summary>
    public bool IsBidirectional { get; }

    /// <summary>Whether sequences are [n, t, d] (the default) or [t, n, d].</summary>
    public bool BatchFirst { get; init; } = true;

    /// <summary>A new network whose cells are made by a function, such as <c>(d, h) => LstmCell.Create(d, h, random)</c>.</summary>
    /// <param name="cell">Makes a cell of so many inputs and so many hidden features.</param>
    /// <param name="inputs">d, the features of x.</param>
    /// <param name="hidden">h, the features of a state.</param>
    /// <param name="layers">The number of layers.</param>
    /// <param name="isBidirectional">Whether every layer has a cell for each direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">layers is not positive.</exception>
    public static Recurrent Create(Func<int, int, RecurrentCell> cell, int inputs, int hidden, int layers = 1, bool isBidirectional = false)
    {
        ArgumentNullException.ThrowIfNull(cell);
        Sizes.RequirePositive(nameof(Recurrent), layers);
        int directions = isBidirectional ? 2 : 1;
        return new Recurrent([.. Enumerable.Range(0, layers * directions).Select(i => cell(i < directions ? inputs : directions * hidden, hidden))], isBidirectional);
    }

    /// <summary>The outputs of a sequence that starts with zeros.</summary>
    /// <param name="x">x [n, t, d], or [t, n, d].</param>
    /// <param name="pass">Makes no difference here.</param>
    public override Tensor Forward(Tensor x, Pass pass) => Run(x).Outputs;

    /// <summary>The outputs of a sequence and the states at its end.</summary>
    /// <param name="x">x [n, t, d], or [t, n, d].</param>
    /// <param name="start">The states that it starts with, [layers · directions, n, h]; null: zeros.</param>
    /// <param name="lengths">The length of each sequence of a padded batch, [n]; null: all have t steps. Outputs past the end are 0, final states are those of the last valid step, and
    /// the backward direction begins there.</param>
    /// <exception cref="ShapeException">x is no batch of sequences of d features, or a state or the lengths do not fit.</exception>
    public RecurrentResult Run(Tensor x, RecurrentState? start = null, NdArray? lengths = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 3 || x.Shape[2] != Cells[0].Inputs || x.Size == 0)
            throw new ShapeException($"Recurrent: x must be {(BatchFirst ? "[n, t" : "[t, n")}, {Cells[0].Inputs}] with at least one step, got {x.Shape}.");
        var sequence = BatchFirst ? x.Transpose(1, 0, 2) : x;
        int batch = sequence.Shape[1], directions = IsBidirectional ? 2 : 1;
        int[]? ends = Lengths(lengths, batch, sequence.Shape[0]);
        var (outputs, cells) = (new List<Tensor>(), new List<Tensor>());
        for (int layer = 0; layer < Cells.Count / directions; layer++)
        {
            var both = new Tensor[directions];
            for (int direction = 0; direction < directions; direction++)
            {
                int index = (layer * directions) + direction;
                var (y, final) = Cells[index].Run(sequence, StartOf(index, start, batch), new SequenceOrder(direction == 1, ends));
                both[direction] = y;
                outputs.Add(final.Output);
                if (final.Cell is not null)
                    cells.Add(final.Cell);
            }

            sequence = directions == 1 ? both[0] : Tensor.Concatenate(2, both);
        }

        var end = new RecurrentState(Tensor.Stack(0, [.. outputs]), cells.Count == 0 ? null : Tensor.Stack(0, [.. cells]));
        return new RecurrentResult(BatchFirst ? sequence.Transpose(1, 0, 2) : sequence, end);
    }

    /// <inheritdoc/>
    public override Recurrent Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with { Cells = [.. Cells.Select((cell, i) => map.In(IsBidirectional ? $"{i / 2}.{(i % 2 == 0 ? "Forward" : "Backward")}" : $"{i}", cell))] };
    }

    /// <inheritdoc/>
    protected override string Describe()
    {
        int layers = Cells.Count / (IsBidirectional ? 2 : 1);
        return $"Recurrent {Cells[0]}{(layers == 1 ? "" : $", {layers} layers")}{(IsBidirectional ? ", both directions" : "")}";
    }

    private RecurrentState StartOf(int index, RecurrentState? start, int batch)
    {
        var zeros = Cells[index].Start(batch);
        if (start is null)
            return zeros;
        Shape expected = [Cells.Count, batch, Cells[index].Hidden];
        if (start.Output.Shape != expected || (zeros.Cell is not null && start.Cell?.Shape != expected))
            throw new ShapeException($"Recurrent: start must hold states {expected} (layers · directions, n, h){(zeros.Cell is null ? "" : ", h and c")}, got {start.Output.Shape} and {start.Cell?.Shape.ToString() ?? "none"}.");
        return new RecurrentState(start.Output[index], zeros.Cell is null ? null : start.Cell![index]);
    }

    private static int[]? Lengths(NdArray? lengths, int batch, int steps)
    {
        if (lengths is null)
            return null;
        int[] ends = lengths.Shape == [batch] ? lengths.ToArray<int>() : [];
        if (ends.Length != batch || ends.Any(end => end < 1 || end > steps))
            throw new ShapeException($"Recurrent: lengths must be [{batch}] numbers of 1 … {steps}, a length for each sequence, got {(ends.Length == batch ? $"[{string.Join(", ", ends)}]" : lengths.Shape)}.");
        return ends;
    }
}

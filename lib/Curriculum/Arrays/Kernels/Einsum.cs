namespace Curriculum.Arrays.Kernels;

/// <summary>Sums of products by Einstein's convention, reduced to matrix products of two operands at a time.</summary>
internal sealed class Einsum
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private readonly string _formula;
    private readonly Dictionary<char, int> _lengths = [];
    private readonly List<(string Labels, NdArray Array)> _operands = [];
    private readonly string _output;

    private Einsum(string formula, NdArray[] arrays)
    {
        _formula = formula;
        (string[] inputs, _output) = Parse(formula, Array.ConvertAll(arrays, array => array.Rank));
        for (int i = 0; i < inputs.Length; i++)
            Add(inputs[i], arrays[i]);
        if (_output.Any(label => !_lengths.ContainsKey(label)) || _output.Distinct().Count() != _output.Length)
            throw new ShapeException($"Einsum: the result of \"{formula}\" must name letters of the operands, each once.");
    }

    public static NdArray Run(string formula, NdArray[] arrays) => new Einsum(formula, arrays).Run();

    /// <summary>One letter for every axis of every operand and of the result: an ellipsis and a missing result written out.</summary>
    public static (string[] Inputs, string Output) Parse(string formula, int[] ranks)
    {
        string[] sides = formula.Replace(" ", "").Split("->");
        string[] inputs = sides[0].Split(',');
        if (sides.Length > 2 || inputs.Length != ranks.Length)
            throw new ShapeException($"Einsum: \"{formula}\" names {inputs.Length} operands, got {ranks.Length}. Write one group of letters for each, as in \"ij,jk->ik\".");

        // An ellipsis becomes letters that are not in use, one for each axis it stands for, aligned at the last.
        string spare = Unused(formula);
        int longest = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Contains("..."))
                longest = Math.Max(longest, ranks[i] - (inputs[i].Length - 3));
        }

        string batch = longest <= spare.Length ? spare[..longest] : throw new ShapeException($"Einsum: \"{formula}\" has too many axes.");
        string output = sides.Length == 2 ? sides[1].Replace("...", batch) : batch + Implied(inputs);
        for (int i = 0; i < inputs.Length; i++)
        {
            int covered = ranks[i] - (inputs[i].Length - 3);
            if (inputs[i].Contains("...") && covered >= 0)
                inputs[i] = inputs[i].Replace("...", batch[(longest - covered)..]);
        }

        return (inputs, output);
    }

    /// <summary>The letters that a formula does not use.</summary>
    public static string Unused(string formula) => new([.. Letters.Where(letter => !formula.Contains(letter))]);

    /// <summary>Without an arrow: the letters that occur once, in alphabetical order.</summary>
    private static string Implied(string[] inputs)
        => string.Concat(string.Concat(inputs).Replace(".", "").GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order());

    private static string Keep(string labels, Func<char, bool> kept) => string.Concat(labels.Where(kept));

    private void Add(string labels, NdArray array)
    {
        if (labels.Any(label => !Letters.Contains(label)) || labels.Length != array.Rank)
            throw new ShapeException($"Einsum: \"{labels}\" in \"{_formula}\" must name each of the {array.Rank} axes of {array.Shape} by a letter.");

        // A letter twice in one operand means its diagonal.
        for (int i = 0; i < labels.Length; i++)
        {
            int twin = labels.IndexOf(labels[i], i + 1);
            if (twin < 0)
                continue;
            array = Diagonal(array, i, twin);
            labels = labels.Remove(twin, 1);
            i--;
        }

        for (int axis = 0; axis < labels.Length; axis++)
        {
            int known = _lengths.GetValueOrDefault(labels[axis], 1), length = array.Shape[axis];
            if (known != length && known != 1 && length != 1)
                throw new ShapeException($"Einsum: \"{labels[axis]}\" in \"{_formula}\" must have one length, got {known} and {length}.");
            _lengths[labels[axis]] = known == 1 ? length : known;
        }

        _operands.Add((labels, array));
    }

    private NdArray Diagonal(NdArray array, int first, int second)
    {
        if (array.Shape[first] != array.Shape[second])
            throw new ShapeException($"Einsum: a letter that occurs twice in \"{_formula}\" must name axes of equal length, got {array.Shape[first]} and {array.Shape[second]}.");
        int[] strides = [.. Enumerable.Range(0, array.Rank).Select(array.Stride)];
        strides[first] += strides[second];
        return array.ViewAt(array.Shape.Without(second), [.. strides.Where((_, axis) => axis != second)], 0);
    }

    private NdArray Run()
    {
        var (labels, result) = _operands[0];
        for (int i = 1; i < _operands.Count; i++)
        {
            string later = string.Concat(_operands.Skip(i + 1).Select(operand => operand.Labels)) + _output;
            (labels, result) = Multiply(labels, result, _operands[i].Labels, _operands[i].Array, later);
        }

        (labels, result) = SumOut(labels, result, _output.Contains);
        var ordered = result.Transpose([.. _output.Select(label => labels.IndexOf(label))]);
        return _operands.Count == 1 && ordered.SharesMemoryWith(_operands[0].Array) ? ordered.Copy() : ordered.Contiguous().AsOwner();
    }

    private static (string Labels, NdArray Array) SumOut(string labels, NdArray array, Func<char, bool> needed)
    {
        int[] gone = [.. Enumerable.Range(0, labels.Length).Where(axis => !needed(labels[axis]))];
        return gone.Length == 0 ? (labels, array) : (Keep(labels, needed), array.Sum(gone));
    }

    /// <summary>[batch, left, inner] × [batch, inner, right]: letters of both that are needed later, of the one, of both that are not, of the other.</summary>
    private (string Labels, NdArray Array) Multiply(string a, NdArray x, string b, NdArray y, string later)
    {
        (a, x) = SumOut(a, x, label => b.Contains(label) || later.Contains(label));
        (b, y) = SumOut(b, y, label => a.Contains(label) || later.Contains(label));
        string batch = Keep(a, label => b.Contains(label) && later.Contains(label)), inner = Keep(a, label => b.Contains(label) && !later.Contains(label));
        string left = Keep(a, label => !b.Contains(label)), right = Keep(b, label => !a.Contains(label));
        var product = Arrange(a, x, batch, left, inner).MatMul(Arrange(b, y, batch, inner, right));
        return (batch + left + right, product.Reshape([.. (batch + left + right).Select(label => _lengths[label])]));
    }

    /// <summary>The axes in three groups, each as one axis.</summary>
    private NdArray Arrange(string labels, NdArray array, params string[] groups)
    {
        string order = string.Concat(groups);
        var arranged = array.Transpose([.. order.Select(label => labels.IndexOf(label))]).BroadcastTo([.. order.Select(label => _lengths[label])]);
        return arranged.Reshape([.. groups.Select(group => group.Aggregate(1, (size, label) => size * _lengths[label]))]);
    }
}

using System.Text.Json;

namespace Curriculum.Tests.Goldens;

/// <summary>One case of a golden file: what goes in, what must come out, and the gradients of ⟨upstream, outputs⟩ (or of the output named by GradientOf).</summary>
public sealed record GoldenCase(
    string Family,
    string Name,
    bool IsKink,
    string? GradientOf,
    JsonElement Attributes,
    IReadOnlyDictionary<string, GoldenArray> Inputs,
    IReadOnlyDictionary<string, GoldenArray> Upstream,
    IReadOnlyDictionary<string, GoldenArray> Outputs,
    IReadOnlyDictionary<string, GoldenArray> Gradients)
{
    /// <summary>An attribute that is a text.</summary>
    public string Text(string attribute) => Attributes.GetProperty(attribute).GetString() ?? throw new InvalidDataException($"{Family}/{Name}: attribute {attribute} is null.");

    /// <summary>An attribute that is a number.</summary>
    public double Number(string attribute) => Attributes.GetProperty(attribute).GetDouble();

    /// <summary>An attribute that is a whole number.</summary>
    public int Whole(string attribute) => Attributes.GetProperty(attribute).GetInt32();

    /// <summary>An attribute that is true or false.</summary>
    public bool Flag(string attribute) => Attributes.GetProperty(attribute).GetBoolean();

    /// <summary>An attribute that is a list of whole numbers, or null.</summary>
    public int[]? Wholes(string attribute) => Attributes.GetProperty(attribute) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => item.GetInt32())]
        : null;

    /// <summary>How far float32 may be from the reference: the cases with a mean of 1e3 lose digits in any order of summation.</summary>
    public double SingleTolerance => Name.Contains("mean1e3", StringComparison.Ordinal) ? 1e-3 : 5e-5;

    /// <summary>How far a training trace may be from the reference in float64: 1e-8, or as far as the reference moves when its first weights change by 1e-14, where that is more.</summary>
    public double TraceTolerance => Math.Max(1e-8, Number("rounding_spread"));

    /// <inheritdoc/>
    public override string ToString() => $"{Family}/{Name}";
}

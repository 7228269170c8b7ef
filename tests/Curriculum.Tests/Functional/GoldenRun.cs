using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Functional;

/// <summary>One golden case in one type of element: hands its inputs to a function and compares values and gradients with the reference.</summary>
internal sealed class GoldenRun
{
    private readonly Dictionary<string, Tensor> _inputs = [];
    private readonly double _tolerance;

    private GoldenRun(GoldenCase golden, DType dtype)
    {
        Case = golden;
        DType = dtype;
        _tolerance = dtype == DType.Float64 ? 1e-9 : golden.SingleTolerance;
        foreach (var (name, array) in golden.Inputs)
        {
            // Only what the reference differentiates is a variable: that the rest may be a constant is part of the test.
            _inputs[name] = golden.Gradients.ContainsKey(name) ? Tensor.Variable(Array(array), name) : Tensor.Constant(Array(array));
        }
    }

    public GoldenCase Case { get; }

    public DType DType { get; }

    public Tensor this[string name] => _inputs[name];

    /// <summary>An input that not every case has.</summary>
    public Tensor? Optional(string name) => _inputs.GetValueOrDefault(name);

    /// <summary>Runs the case in both types.</summary>
    public static void Check(string family, string name, Func<GoldenRun, Tensor> f)
        => Check(family, name, run => new Dictionary<string, Tensor> { [run.Case.Outputs.Keys.First()] = f(run) });

    /// <summary>Runs the case in both types; the function gives outputs by name.</summary>
    public static void Check(string family, string name, Func<GoldenRun, Dictionary<string, Tensor>> f)
    {
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
            new GoldenRun(GoldenFiles.Case(family, name), dtype).Check(f);
    }

    public NdArray Array(GoldenArray array) => NdArray.Of(array.Data).Reshape(array.Shape).As(array.DType switch
    {
        "int64" => DType.Int64,
        "bool" => DType.Boolean,
        _ => DType,
    });

    /// <summary>Fails unless |actual − expected| ≤ tolerance · max(1, |expected|) everywhere.</summary>
    public void Compare(string what, NdArray actual, GoldenArray expected, double? tolerance = null)
    {
        Assert.True(actual.Shape == (Shape)expected.Shape, $"{Case} {DType} {what}: shape {actual.Shape}, expected {(Shape)expected.Shape}");
        double[] values = actual.ToArray<double>();
        for (int i = 0; i < values.Length; i++)
        {
            double limit = (tolerance ?? _tolerance) * Math.Max(1, Math.Abs(expected.Data[i]));
            Assert.True(Math.Abs(values[i] - expected.Data[i]) <= limit, $"{Case} {DType} {what}[{i}]: {values[i]:r}, expected {expected.Data[i]:r}");
        }
    }

    private void Check(Func<GoldenRun, Dictionary<string, Tensor>> f)
    {
        var outputs = f(this);
        Assert.NotEmpty(outputs);
        foreach (var (name, output) in outputs)
        {
            Compare(name, output.Value, Case.Outputs[name]);
            Assert.True(Case.Outputs[name].DType != "float64" || output.DType == DType, $"{Case} {name}: {output.DType} instead of {DType}");
        }

        if (Case.Gradients.Count == 0)
            return;
        Tensor loss = Case.GradientOf is { } scalar
            ? outputs[scalar]
            : Case.Upstream.Select(upstream => (outputs[upstream.Key] * Array(upstream.Value)).Sum()).Aggregate((a, b) => a + b);
        loss.Backward();
        foreach (var (name, expected) in Case.Gradients)
            Compare($"gradient of {name}", _inputs[name].Gradient ?? NdArray.Zeros(expected.Shape), expected);
    }
}

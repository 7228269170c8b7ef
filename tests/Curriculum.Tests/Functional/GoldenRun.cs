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
        _tolerance = golden.Tolerance(dtype);
        foreach (var (name, array) in golden.Inputs)
        {
            // Only what the reference differentiates is a variable: that the rest may be a constant is part of the test.
            _inputs[name] = golden.Gradients.ContainsKey(name) ? Tensor.Variable(array.ToNdArray(dtype), name) : Tensor.Constant(array.ToNdArray(dtype));
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

    private void Check(Func<GoldenRun, Dictionary<string, Tensor>> f)
    {
        var outputs = f(this);
        Assert.Equal(Case.Outputs.Keys.Order(), outputs.Keys.Order());
        foreach (var (name, output) in outputs)
        {
            GoldenAssert.Close(Case.Outputs[name], output.Value, _tolerance, $"{Case} {DType} {name}");
            Assert.True(Case.Outputs[name].DType != "float64" || output.DType == DType, $"{Case} {name}: {output.DType} instead of {DType}");
        }

        if (Case.Gradients.Count == 0)
            return;
        Tensor loss = Case.GradientOf is { } scalar
            ? outputs[scalar]
            : Case.Upstream.Select(upstream => (outputs[upstream.Key] * upstream.Value.ToNdArray(DType)).Sum()).Aggregate((a, b) => a + b);
        loss.Backward();
        foreach (var (name, expected) in Case.Gradients)
            GoldenAssert.Close(expected, _inputs[name].Gradient ?? NdArray.Zeros(expected.Shape), _tolerance, $"{Case} {DType} gradient of {name}");
    }
}

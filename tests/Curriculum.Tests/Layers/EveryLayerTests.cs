using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Tests.Shared;
using Curriculum.Training;

namespace Curriculum.Tests.Layers;

/// <summary>What holds for every layer of the library, found by reflection: a new one without an example fails here.</summary>
public class EveryLayerTests
{
    public static TheoryData<string> Types => [.. LayerExample.Types.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void The_first_and_second_derivatives_by_inputs_and_parameters_are_right_in_both_passes(string type)
    {
        foreach (var example in Examples(type))
        {
            NdArray[] at = [.. example.Inputs, .. example.Module.Parameters.Select(p => p.Value)];
            // Each evaluation of the function draws the same masks.
            foreach (var pass in new Func<Pass>[] { () => Pass.Training(new RandomState(7)), () => Pass.Evaluation })
            {
                var report = GradientCheck.Run(x => example.With(x, pass()), at, order: 2);
                Assert.True(report.Passed, $"{example.Module}, {(pass().IsTraining ? "training" : "evaluation")}: {report}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Inputs_of_another_type_than_the_weights_are_computed_in_the_common_one(string type)
    {
        foreach (var example in Examples(type).Where(example => example.Module.Parameters.Count > 0))
        {
            foreach (var pass in new Func<Pass>[] { () => Pass.Training(new RandomState(7)), () => Pass.Evaluation })
            {
                Tensor[] single = Array.ConvertAll(example.Inputs, x => x.DType == DType.Float64 ? Tensor.Variable(x.As(DType.Float32)) : x);
                Tensor[] wide = Array.ConvertAll(single, x => x.DType == DType.Float32 ? Tensor.Variable(x.Value.As(DType.Float64)) : x);
                Tensor actual = example.Run(example.Module, single, pass()), expected = example.Run(example.Module, wide, pass());
                Assert.Equal(DType.Float64, actual.DType);
                Assert.Equal(expected.Value.ToArray<double>(), actual.Value.ToArray<double>());
                foreach (var (narrow, x) in single.Zip(wide).Where(pair => pair.First.IsTracked && expected.IsTracked))
                {
                    NdArray slope = Gradient.Of(actual.Sum(), narrow)[0].Value, reference = Gradient.Of(expected.Sum(), x)[0].Value;
                    Assert.InRange((slope - reference).Abs().Max().Item(), 0, 1e-5 * Math.Max(1, reference.Abs().Max().Item()));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_walk_reaches_every_tensor_buffer_and_layer_inside(string type)
    {
        foreach (var module in Examples(type).Select(example => example.Module))
        {
            var (tensors, buffers) = (new HashSet<object>(ReferenceEqualityComparer.Instance), new HashSet<object>(ReferenceEqualityComparer.Instance));
            Collect(module, tensors, buffers);
            Assert.Equal(tensors.Count, module.Parameters.Count);
            Assert.All(module.Parameters, p => Assert.Contains(p.Tensor, tensors));
            Assert.Equal(buffers.Count, module.Buffers.Count);
            Assert.All(module.Parameters, p => Assert.True(p.Tensor.IsTracked, p.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Saving_and_loading_gives_the_same_output_to_the_last_bit(string type)
    {
        using var folder = new TemporaryFolder();
        string path = folder["layer.npz"];
        foreach (var example in Examples(type))
        {
            Tensor[] x = Array.ConvertAll(example.Inputs, Tensor.Constant);
            example.Run(example.Module, x, Pass.Training(new RandomState(1)));
            double[] expected = Output();
            Checkpoint.Save(path, example.Module);
            NdArray[] before = [.. example.Module.Parameters.Select(p => p.Value)];
            foreach (var parameter in example.Module.Parameters)
                parameter.Tensor.Assign(parameter.Value + 1);
            example.Run(example.Module, x, Pass.Training(new RandomState(2)));
            if (before.Length > 0)
                Assert.NotEqual(expected, Output());
            Checkpoint.Load(path, example.Module);
            Assert.Equal(expected, Output());

            double[] Output() => example.Run(example.Module, x, Pass.Evaluation).Value.ToArray<double>();
        }
    }

    private static IReadOnlyList<LayerExample> Examples(string type)
    {
        var examples = LayerExample.For(type);
        Assert.True(examples.Count > 0, $"{type} has no example: add one to {nameof(LayerExample)}.");
        return examples;
    }

    private static void Collect(object? member, HashSet<object> tensors, HashSet<object> buffers)
    {
        switch (member)
        {
            case Tensor tensor:
                tensors.Add(tensor);
                break;
            case LayerBuffer buffer:
                buffers.Add(buffer);
                break;
            case IEnumerable<Module> modules:
                foreach (var module in modules)
                    Collect(module, tensors, buffers);
                break;
            case Module module:
                var inner = module.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.Name is not (nameof(Module.Parameters) or nameof(Module.Buffers)));
                foreach (var property in inner)
                    Collect(property.GetValue(module), tensors, buffers);
                break;
        }
    }
}

using System.Reflection;
using System.Xml.Linq;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Tests.Documentation;

/// <summary>Who looks something up finds its formula, its shapes, its errors and its source. That there is a comment at all, the compiler sees to.</summary>
public class DocumentationTests
{
    private static readonly string[] Rooms = ["Functional", "Layers", "Optimizers", "Training", "Reinforcement", "MetricLearning", "Meta", "Ensembles"];

    // Older than any paper that would have to be named.
    private static readonly string[] CommonKnowledge =
    [
        "Sigmoid", "Tanh", "Softplus", "Softmax", "LogSoftmax", "Linear", "MeanSquaredError", "SquaredError", "AbsoluteError", "BinaryCrossEntropy", "BinaryCrossEntropyWithLogits",
        "SoftmaxCrossEntropy", "CrossEntropyOfProbabilities", "CosineSimilarity", "Distance", "PairwiseDistance", "Im2Col", "Col2Im", "Conv2d", "Conv2dSimple", "Conv1d", "MaxPool2d",
        "MaxPool2dWithPlaces", "AveragePool2d", "LpPool2d", "GlobalMaxPool", "Embedding", "CausalMask", "PaddingMask", "Normalise",
    ];

    // They take any numbers of any shape.
    private static readonly string[] NeverWrong = ["Relu", "LeakyRelu", "Sigmoid", "Tanh", "Elu", "Gelu", "GeluTanh", "Softplus", "Silu", "CausalMask", "PositionalEncoding"];

    public static TheoryData<string> Functions => [.. Methods.Keys.Order()];

    public static TheoryData<string> ModuleTypes => [.. PublicTypes("Layers").Where(type => type.IsSubclassOf(typeof(Curriculum.Layers.Module)) && !type.IsAbstract).Select(type => type.Name)];

    public static TheoryData<string> UpdateRules
        => [.. PublicTypes("Optimizers").Where(type => (type.IsSubclassOf(typeof(Optimizer)) || type.IsSubclassOf(typeof(Schedule))) && !type.IsAbstract).Select(type => type.Name)];

    private static Dictionary<string, MethodInfo[]> Methods => new[] { typeof(F), typeof(Composed) }
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static)).GroupBy(method => $"{method.DeclaringType!.Name}.{method.Name}").ToDictionary(group => group.Key, group => group.ToArray());

    [Fact]
    public void Every_public_type_and_member_of_these_rooms_has_a_summary()
    {
        var types = Rooms.SelectMany(PublicTypes).ToList();
        Assert.True(types.Count > 90, $"{types.Count} types");
        Assert.Equal([], types.Where(type => string.IsNullOrWhiteSpace(XmlComments.Of(type)?.Element("summary")?.Value)).Select(type => type.FullName));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void A_function_tells_formula_shapes_errors_and_source(string name)
    {
        var missing = new List<string>();
        foreach (var method in Methods[name])
        {
            var comment = XmlComments.Of(method);
            Assert.True(comment is not null, $"{method} has no comment.");
            string text = XmlComments.WithReferences(comment);
            if (!XmlComments.HasFormula(text))
                missing.Add($"{method.Name}: formula");
            foreach (var parameter in method.GetParameters().Where(p => p.ParameterType == typeof(Tensor) || p.ParameterType == typeof(NdArray)))
            {
                if (!XmlComments.HasShape(ParameterText(comment, parameter.Name!)))
                    missing.Add($"{method.Name}: shape of {parameter.Name}");
            }

            if (!CommonKnowledge.Contains(method.Name) && !XmlComments.HasSource(text))
                missing.Add($"{method.Name}: source");
            if (method.DeclaringType == typeof(F) && !NeverWrong.Contains(method.Name) && !comment.Elements("exception").Any())
                missing.Add($"{method.Name}: errors");
        }

        Assert.True(missing.Count == 0, string.Join("; ", missing));
    }

    [Theory]
    [MemberData(nameof(ModuleTypes))]
    public void A_layer_tells_formula_shapes_and_source(string name)
    {
        var comment = XmlComments.Of(PublicTypes("Layers").Single(type => type.Name == name))!;
        string text = XmlComments.WithReferences(comment);
        Assert.True(XmlComments.HasFormula(text), $"{name} has no formula.");
        // Its own words: x [n, c, h, w] → y [n, f, oh, ow].
        Assert.Matches(@"\[[^\]]*\][^→]*→\s*y\s*(of|\[)|x[^→]*→ y", comment.Value);
        Assert.True(CommonKnowledge.Contains(name) || IsPlumbing(name) || XmlComments.HasSource(text), $"{name} has no source.");
    }

    [Theory]
    [MemberData(nameof(UpdateRules))]
    public void An_optimizer_or_schedule_tells_its_formula_and_source(string name)
    {
        var comment = XmlComments.Of(PublicTypes("Optimizers").Single(type => type.Name == name))!;
        Assert.True(name == nameof(ConstantSchedule) || XmlComments.HasFormula(comment.Element("summary")!.Value), $"{name} has no formula in its summary.");
        Assert.True(name is nameof(ConstantSchedule) or nameof(StepSchedule) or nameof(MultiStepSchedule) or nameof(ExponentialSchedule) || XmlComments.HasSource(comment.Value), $"{name} has no source.");
    }

    [Fact]
    public void What_learns_to_learn_to_compare_and_to_act_tells_its_source()
        => Assert.Equal(
            [],
            new[] { typeof(Curriculum.Meta.Maml), typeof(Curriculum.Reinforcement.ReplayBuffer), typeof(Curriculum.Reinforcement.TargetNetwork), typeof(Penalty), typeof(GradientClip), typeof(Curriculum.Training.EarlyStopping), typeof(Curriculum.Ensembles.DecisionTree), typeof(Curriculum.Ensembles.Forest), typeof(Curriculum.Ensembles.AdaBoost) }
                .Where(type => !XmlComments.HasSource(XmlComments.Of(type)!.Value)).Select(type => type.Name)
                .Concat(new[] { typeof(Curriculum.Reinforcement.Dqn), typeof(Curriculum.MetricLearning.Triplets), typeof(Initializer) }
                    .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)).Where(method => !method.IsSpecialName && method.Name is "Targets" or "DoubleTargets" or "Loss" or "Mine" or "Orthogonal")
                    .Where(method => !XmlComments.HasSource(XmlComments.Of(method)!.Value)).Select(method => method.ToString()!)));

    private static string ParameterText(XElement comment, string name) => comment.Elements("param").Single(p => p.Attribute("name")!.Value == name).Value;

    // Layers that only pass on or reorder.
    private static bool IsPlumbing(string name) => name is nameof(Activation) or nameof(Flatten) or nameof(Reshape) or nameof(Sequential);

    private static IEnumerable<Type> PublicTypes(string room) => typeof(F).Assembly.GetExportedTypes().Where(type => type.Namespace == "Curriculum." + room);
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Tests.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Layers;

public class EmbeddingTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "embedding", MemberType = typeof(GoldenFiles))]
    public void Embedding_agrees_with_the_reference(string name) => GoldenRun.Check("embedding", name, run =>
        new Embedding(run["weight"], run.Case.Attributes.GetProperty("padding_idx").ValueKind == System.Text.Json.JsonValueKind.Null ? null : run.Case.Whole("padding_idx"))
            .Forward(run["indices"]));

    [Fact]
    public void Embedding_has_right_first_and_second_derivatives()
    {
        var indices = NdArray.Of(new[,] { { 0, 2, 2 }, { 1, 2, 0 } });
        var report = GradientCheck.Run(w => F.Embedding(indices, w, paddingIndex: null).Tanh(), new RandomState(1).RandN(4, 3), order: 2);
        Assert.True(report.Passed, report.ToString());
    }

    [Fact]
    public void The_row_of_the_padding_starts_as_zeros()
    {
        var embedding = Embedding.Create(5, 3, new RandomState(1), paddingIndex: 2);
        Assert.Equal([0f, 0f, 0f], embedding.Forward(NdArray.Of(new[] { 2 })).Value.ToArray<float>());
        Assert.Equal(new RandomState(1).RandN(5, 3)[1].As(DType.Float32).ToArray<float>(), embedding.Weight.Value[1].ToArray<float>());
    }

    [Fact]
    public void Indices_that_are_no_whole_numbers_are_an_error()
        => Assert.Equal(
            "Embedding: indices must be Int32 or Int64, got Float64. Use indices.As(DType.Int64).",
            Assert.Throws<DTypeException>(() => F.Embedding(NdArray.Of(1.0), NdArray.Zeros(3, 2))).Message);
}

using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Notebooks.Tests;

/// <summary>The library's progress bar below a cell of this course's own engine, which it finds by name.</summary>
public class ProgressBarTests
{
    private const string Training = """
        var random = new RandomState(1);
        var x = random.RandN(40, 3).As(DType.Float32);
        var data = new Dataset(x, (x.Sum(1) > 0).As(DType.Int64));
        var model = new Sequential(Linear.Create(3, 4, random), new Relu(), Linear.Create(4, 2, random));
        var trainer = new Trainer(model, F.SoftmaxCrossEntropy, new Adam(model.Parameters)) { Progress = new ProgressBar() };
        var history = trainer.Fit(new Loader(data, 10, random), epochs: 5);
        """;

    [Fact]
    public async Task It_is_one_display_that_moves_and_is_stored_without_a_clock()
    {
        using var session = new NotebookSession();
        var collector = new OutputCollector();
        var seen = new List<OutputEvent>();
        await session.ExecuteAsync($"#r \"{Path.Combine(AppContext.BaseDirectory, "Curriculum.dll")}\"\nusing Curriculum.Arrays; using Curriculum.Data; using Curriculum.Functional; using Curriculum.Layers; using Curriculum.Optimizers; using Curriculum.Training;");
        int cell = collector.BeginCell();
        var result = await session.ExecuteAsync(Training, happened =>
        {
            seen.Add(happened);
            collector.Add(happened);
        });
        Assert.True(result.Status == CellStatus.Succeeded, result.Error?.ToString());

        var first = Assert.IsType<DataDisplayed>(seen[0]);
        Assert.Contains("1/20  loss ", first.Data["text/plain"], StringComparison.Ordinal);
        Assert.EndsWith("left", first.Data["text/plain"], StringComparison.Ordinal);
        Assert.All(seen.Skip(1), happened => Assert.Equal(first.DisplayId, Assert.IsType<DataUpdated>(happened).DisplayId));
        var stored = Assert.IsType<DisplayData>(Assert.Single(collector.OutputsOf(cell)));
        Assert.Matches(@"^\[█{24}\] 20/20  loss \d\.\d{4}$", stored.Data["text/plain"]);
    }
}

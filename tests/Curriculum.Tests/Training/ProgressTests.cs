using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Training;

namespace Curriculum.Tests.Training;

public class ProgressTests
{
    private static readonly Dataset Line = new(NdArray.Of(new float[,] { { 1 }, { 2 } }), NdArray.Of(new float[,] { { 2 }, { 4 } }));

    [Fact]
    public void Progress_is_told_after_every_update_and_at_the_end()
    {
        var seen = Follow((trainer, _) => trainer.Fit(() => Line, 4));
        Assert.Equal([(1, 4, false), (2, 4, false), (3, 4, false), (4, 4, false), (4, 4, true)], seen.Select(s => (s.Done, s.Total!.Value, s.IsFinished)));
    }

    [Fact]
    public void Epochs_of_a_loader_have_a_known_number_of_updates()
    {
        var seen = Follow((trainer, loader) => trainer.Fit(loader, 3));
        Assert.Equal((6, 6, true), (seen[^1].Done, seen[^1].Total!.Value, seen[^1].IsFinished));
    }

    [Fact]
    public void A_run_that_stops_early_is_told_as_over()
    {
        var seen = Follow((trainer, loader) => trainer.Fit(loader, 10, new Metric("worse and worse", _ => trainer.History.Iterations)), EarlyStopping.ByLoss("worse and worse", 2));
        Assert.Equal((6, 20, true), (seen[^1].Done, seen[^1].Total!.Value, seen[^1].IsFinished));
    }

    [Fact]
    public void A_progress_line_has_bar_loss_speed_and_time_left()
    {
        var half = new TrainingStatus(500, 2000, 0.12345, TimeSpan.FromSeconds(2));
        Assert.Equal("[██████░░░░░░░░░░░░░░░░░░] 500/2000  loss 0.1235  250 /s  6 s left", half.ToString());
        Assert.Equal("[██████░░░░░░░░░░░░░░░░░░] 500/2000  loss 0.1235", half.WithoutClock);
        Assert.Equal("[████████████████████████] 2000/2000  loss 0.1235  250 /s  8.0 s", new TrainingStatus(2000, 2000, 0.12345, TimeSpan.FromSeconds(8), IsFinished: true).ToString());
        Assert.Equal("7  loss 1.0000  0 /s", new TrainingStatus(7, null, 1, TimeSpan.Zero).ToString());
    }

    [Fact]
    public void The_bar_of_a_terminal_is_rewritten_now_and_then_and_ends_its_line_once()
    {
        var terminal = new StringWriter();
        var bar = new ConsoleProgress(terminal);
        bar.Report(new TrainingStatus(1, 9, 10, TimeSpan.FromSeconds(1)));
        bar.Report(new TrainingStatus(2, 9, 10, TimeSpan.FromSeconds(1.01)));
        bar.Report(new TrainingStatus(3, 9, 1, TimeSpan.FromSeconds(1.02)));
        bar.Report(new TrainingStatus(3, 9, 1, TimeSpan.FromSeconds(1.03), IsFinished: true));
        string[] lines = terminal.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("1/9  loss 10.0000", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain('\n', lines[0]);
        Assert.Contains("3/9  loss 1.0000", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(Environment.NewLine, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_bar_of_a_notebook_is_one_display_whose_last_text_has_no_clock()
    {
        var shown = new List<string>();
        var bar = new NotebookProgress(text =>
        {
            shown.Add("new " + text);
            return changed => shown.Add(changed);
        });
        bar.Report(new TrainingStatus(1, 2, 10, TimeSpan.FromSeconds(1)));
        bar.Report(new TrainingStatus(2, 2, 1, TimeSpan.FromSeconds(2), IsFinished: true));
        bar.Report(new TrainingStatus(1, 2, 5, TimeSpan.FromSeconds(1)));
        Assert.Equal(
            ["new [████████████░░░░░░░░░░░░] 1/2  loss 10.0000  1 /s  1 s left", "[████████████████████████] 2/2  loss 1.0000", "new [████████████░░░░░░░░░░░░] 1/2  loss 5.0000  1 /s  1 s left"], shown);
    }

    [Fact]
    public void Where_nobody_reads_nothing_is_written()
    {
        Assert.Null(NotebookProgress.InThisHost());
        new ProgressBar(null).Report(new TrainingStatus(1, 2, 1, TimeSpan.Zero));
    }

    private static List<TrainingStatus> Follow(Action<Trainer, Loader> fit, EarlyStopping? stopping = null)
    {
        var seen = new List<TrainingStatus>();
        var model = Linear.Create(1, 1, new RandomState(1));
        var trainer = new Trainer(model, F.MeanSquaredError, new Sgd(model.Parameters, 0.05)) { Progress = new Collector(seen), EarlyStopping = stopping };
        fit(trainer, new Loader(Line, 1, new RandomState(2)));
        return seen;
    }

    private sealed class Collector(List<TrainingStatus> seen) : IProgress<TrainingStatus>
    {
        public void Report(TrainingStatus value) => seen.Add(value);
    }
}

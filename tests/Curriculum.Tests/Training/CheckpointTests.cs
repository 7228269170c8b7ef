using System.IO.Compression;
using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Tests.Shared;
using Curriculum.Training;

namespace Curriculum.Tests.Training;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["run.npz"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_that_goes_on_gives_the_same_bits_as_one_that_never_stopped()
    {
        var (whole, batches) = Run();
        Fit(whole, batches, 30);

        var (first, firstBatches) = Run();
        Fit(first, firstBatches, 13);
        Checkpoint.Save(Path, first, ("batches", firstBatches));
        var (second, secondBatches) = Run();
        secondBatches.Rand(3);
        Checkpoint.Load(Path, second, ("batches", secondBatches));
        Fit(second, secondBatches, 17);

        Assert.Equal(Bits(whole.Model), Bits(second.Model));
        Assert.Equal(whole.History["loss"].Values, second.History["loss"].Values);
        Assert.Equal(whole.History["loss"].Iterations, second.History["loss"].Iterations);
        Assert.Equal(whole.Optimizer.StepCount, second.Optimizer.StepCount);
        Assert.Equal(whole.Optimizer.LearningRate, second.Optimizer.LearningRate);
    }

    [Fact]
    public void A_model_alone_comes_back_with_its_buffers()
    {
        var (run, batches) = Run();
        Fit(run, batches, 5);
        Checkpoint.Save(Path, run.Model);
        var (other, _) = Run(seed: 77);
        Assert.NotEqual(Bits(run.Model), Bits(other.Model));
        Checkpoint.Load(Path, other.Model);
        Assert.Equal(Bits(run.Model), Bits(other.Model));
    }

    [Fact]
    public void The_same_model_gives_the_same_file_and_nothing_is_left_beside_it()
    {
        var (run, _) = Run();
        Checkpoint.Save(Path, run.Model);
        byte[] bytes = File.ReadAllBytes(Path);
        Checkpoint.Save(Path, run.Model);
        Assert.Equal(bytes, File.ReadAllBytes(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_file_that_is_cut_off_is_refused_and_the_model_stays()
    {
        var (run, batches) = Run();
        Checkpoint.Save(Path, run, ("batches", batches));
        byte[] bytes = File.ReadAllBytes(Path);
        var before = Bits(run.Model);
        foreach (int length in new[] { 0, 10, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(Path, bytes[..length]);
            var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, run, ("batches", batches)));
            Assert.StartsWith($"{Path}: not a checkpoint, or one that was not written to its end", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Bits(run.Model));
    }

    // A byte of a time stamp or an attribute in the archive may change without changing a number; then the file loads. Whatever else happens is said.
    [Fact]
    public void A_file_with_any_byte_changed_or_cut_anywhere_is_refused_or_the_same()
    {
        var (run, batches) = Run();
        Fit(run, batches, 3);
        Checkpoint.Save(Path, run, ("batches", batches));
        byte[] bytes = File.ReadAllBytes(Path);
        var saved = Bits(run.Model);
        var random = new RandomState(11);
        int refused = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            int at = (int)random.RandInt(0, bytes.Length);
            byte[] damaged = [.. bytes];
            damaged[at] ^= (byte)(1 << (int)random.RandInt(0, 8));
            File.WriteAllBytes(Path, trial % 4 == 0 ? damaged[..at] : damaged);
            var (other, otherBatches) = Run(seed: 77);
            var before = Bits(other.Model);
            try
            {
                Checkpoint.Load(Path, other, ("batches", otherBatches));
                Assert.Equal(saved, Bits(other.Model));
            }
            catch (CheckpointException error)
            {
                Assert.StartsWith(Path + ":", error.Message, StringComparison.Ordinal);
                Assert.Equal(before, Bits(other.Model));
                refused++;
            }
        }

        Assert.InRange(refused, 300, 400);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1, 2]")]
    [InlineData("{ \"format\": \"curriculum-checkpoint\" }")]
    [InlineData("{ \"format\": \"curriculum-checkpoint\", \"version\": 1 }")]
    [InlineData("{ \"format\": \"curriculum-checkpoint\", \"version\": 1, \"arrays\": null }")]
    [InlineData("{ \"format\": \"curriculum-checkpoint\", \"version\": 1, \"arrays\": { \"model/0.Weight\": null } }")]
    [InlineData("{ \"format\": \"curriculum-checkpoint\", \"version\": 2, \"arrays\": {} }")]
    [InlineData("{ \"format\": \"curriculum-checkpoint\", \"version\": 1, \"arrays\": {} }")]
    public void An_archive_with_a_foreign_header_is_refused(string header)
    {
        using (var archive = new ZipArchive(File.Create(Path), ZipArchiveMode.Create))
        {
            using var entry = archive.CreateEntry("header.json").Open();
            entry.Write(System.Text.Encoding.UTF8.GetBytes(header));
        }

        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, Run().Trainer.Model));
        Assert.StartsWith(Path + ":", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("some text\n")]
    [InlineData("\u0093NUMPY\u0001\u0000")]
    [InlineData("PK\u0003\u0004")]
    public void A_file_of_another_kind_is_refused(string text)
    {
        File.WriteAllText(Path, text, System.Text.Encoding.Latin1);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, Run().Trainer.Model));
        Assert.StartsWith($"{Path}: not a checkpoint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_a_changed_number_is_refused()
    {
        var (run, _) = Run();
        Checkpoint.Save(Path, run.Model);
        byte[] bytes = File.ReadAllBytes(Path);
        byte[] weight = System.Runtime.InteropServices.MemoryMarshal.AsBytes(run.Model.Parameters[0].Value.ToArray<float>().AsSpan()).ToArray();
        bytes[bytes.AsSpan().IndexOf(weight) + 2] ^= 1;
        File.WriteAllBytes(Path, bytes);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, run.Model));
        Assert.Contains("model/0.Weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_archive_is_refused_with_the_reader_that_opens_it()
    {
        NpzFile.Save(Path, ("a", NdArray.Zeros(3)));
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, Run().Trainer.Model));
        Assert.Equal($"{Path}: not a checkpoint (there is no header.json of one). An .npz file of arrays alone is read by NpzFile.Load.", error.Message);
    }

    [Fact]
    public void A_checkpoint_of_another_model_or_optimizer_is_refused_and_nothing_changes()
    {
        var (run, _) = Run();
        Checkpoint.Save(Path, run.Model);
        var wider = new Sequential(Linear.Create(3, 9, new RandomState(1)), BatchNorm.Create(9), new Relu(), new Dropout(0.2), Linear.Create(9, 2, new RandomState(1)));
        var before = Bits(wider);
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, wider));
        Assert.Equal($"{Path}: model/0.Weight must be Float32 [3, 9] as in the model, got Float32 [3, 8]. Make the model as it was when it was saved.", error.Message);
        Assert.Equal(before, Bits(wider));

        error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, run));
        Assert.Equal($"{Path}: must hold a run with Adam, got a model alone. Make the trainer as it was when it was saved.", error.Message);
        error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, Linear.Create(2, 2, new RandomState(1))));
        Assert.StartsWith($"{Path}: must hold model/Weight [2, 2], but does not. It holds model/0.Weight, model/0.Bias,", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_with_other_random_streams_is_refused_with_the_cure()
    {
        var (run, batches) = Run();
        Checkpoint.Save(Path, run, ("batches", batches));
        var error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, run, ("order", batches)));
        Assert.Equal($"{Path}: must hold the random stream order, got batches. Make the run with the settings and the data that it was saved with, or delete the file to begin anew.", error.Message);
        Checkpoint.Save(Path, run);
        error = Assert.Throws<CheckpointException>(() => Checkpoint.Load(Path, run, ("order", batches)));
        Assert.StartsWith($"{Path}: must hold the random stream order, got none. ", error.Message, StringComparison.Ordinal);
    }

    private static (Trainer Trainer, RandomState Batches) Run(uint seed = 5)
    {
        var random = new RandomState(seed);
        var model = new Sequential(Linear.Create(3, 8, random), BatchNorm.Create(8), new Relu(), new Dropout(0.2), Linear.Create(8, 2, random));
        var optimizer = new Adam(model.Parameters) { Schedule = new CosineSchedule(0.01, 40), Clip = GradientClip.ByNorm(0.5) };
        return (new Trainer(model, F.SoftmaxCrossEntropy, optimizer) { Random = new RandomState(6), Penalty = Penalty.L2(1e-3) }, new RandomState(7));
    }

    private static void Fit(Trainer trainer, RandomState batches, int iterations) => trainer.Fit(
        () =>
        {
            var x = batches.RandN(16, 3);
            return new Dataset(x.As(DType.Float32), (x.Sum(1) > 0).As(DType.Int64));
        },
        iterations);

    private static float[] Bits(Layer model) => [.. model.Parameters.SelectMany(p => p.Value.ToArray<float>()), .. model.Buffers.SelectMany(b => b.Buffer.Value.ToArray<float>())];
}

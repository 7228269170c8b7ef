using Curriculum.Text.Translation;

namespace Curriculum.Benchmarks.Gpu;

/// <summary>How large what is measured is.</summary>
internal sealed record GpuSizes
{
    /// <summary>Rows and columns of the matrices.</summary>
    public int Gemm { get; init; } = 4096;

    /// <summary>Products, or training steps, that are timed at once.</summary>
    public int Repeats { get; init; } = 10;

    /// <summary>The pairs of a batch, and how much longer than PyTorch's a step may take.</summary>
    public IReadOnlyList<(int Pairs, double Due)> Batches { get; init; } = [(TranslationSteps.CoursePairs, 1.5), (512, 1.0)];

    /// <summary>Steps in ten epochs of the course's Transformer: 40,000 pairs in batches of 64.</summary>
    public int StepsOfTenEpochs { get; init; } = 10 * 625;

    /// <summary>Steps over which the device's memory has to stay as it is, after a tenth as many.</summary>
    public int MemorySteps { get; init; } = 1000;

    /// <summary>The most words of a vocabulary; the course's have fewer.</summary>
    public int Words { get; init; } = int.MaxValue;

    /// <summary>What is taken for agreement with the processor in float32: |a − b| / max(1, |b|) at most so much.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>The Transformer.</summary>
    public TransformerSettings Transformer { get; init; } = TransformerSettings.Course;
}

using System.Diagnostics;
using Curriculum.Arrays;

namespace Curriculum.Benchmarks.Gpu;

/// <summary>What is due of a device, measured: products, training steps of the Transformer, ten epochs, and memory; before that, whether the device agrees with the processor.</summary>
internal sealed class GpuBenchmark(Device device, IGpuPeer? peer, GpuSizes sizes, double seconds, TextWriter output)
{
    // Of cuBLAS's rate in the same precision.
    private const double GemmDue = 0.60, TensorGemmDue = 0.35;

    private const double EpochsDue = 60;

    private const int StepsToAgree = 3;

    /// <summary>Measures and prints.</summary>
    /// <returns>Whether the device agrees with the processor; if not, nothing is measured.</returns>
    public bool Run()
    {
        var before = Device.Default;
        Device.Default = device;
        try
        {
            output.WriteLine($"this library on {device}, {Environment.MachineName}, .NET {Environment.Version}");
            output.WriteLine(peer is null ? "without a peer: no ratios" : $"the peer: {peer.Version}");
            output.WriteLine();
            if (!Agrees())
                return false;
            output.WriteLine();
            output.WriteLine("| workload | precision on both sides | ours | PyTorch | ratio | due | met |");
            output.WriteLine("|---|---|--:|--:|--:|--:|:--|");
            Gemm("gemm_float32", "float32 (TF32 off)", ProductPrecision.Float32, GemmDue);
            if (device.HasTensorCores)
                Gemm("gemm_tf32", "TF32", ProductPrecision.TensorFloat32, TensorGemmDue);
            Steps();
            output.WriteLine();
            Memory();
            return true;
        }
        finally
        {
            Device.Default = before;
        }
    }

    private static string Milliseconds(double time) => $"{time * 1e3:0.000} ms";

    private static double Median(IEnumerable<double> samples) => samples.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

    private bool Agrees()
    {
        var random = new RandomState(0);
        NdArray a = random.RandN(257, 65).As(DType.Float32), b = random.RandN(65, 129).As(DType.Float32);
        double product = Difference(a.MatMul(b), a.To(Device.Cpu).MatMul(b.To(Device.Cpu)));
        var there = StepLosses();
        Device.Default = Device.Cpu;
        var here = StepLosses();
        Device.Default = device;
        double losses = Difference(NdArray.Of(there), NdArray.Of(here));
        output.WriteLine($"agreement with the processor, |a − b| / max(1, |b|) at most {sizes.Tolerance:0e0}: a product [257, 65]·[65, 129] {product:0.0e0}, the losses of {StepsToAgree} training steps {losses:0.0e0}");
        if (product <= sizes.Tolerance && losses <= sizes.Tolerance)
            return true;
        output.WriteLine("The device does not agree with the processor: nothing was measured.");
        return false;
    }

    private static double Difference(NdArray actual, NdArray expected)
    {
        var (x, y) = (actual.To(Device.Cpu), expected.To(Device.Cpu));
        return ((x - y).Abs() / y.Abs().Maximum(1)).Max().Item();
    }

    private double[] StepLosses()
    {
        var losses = new List<double>();
        var step = TranslationSteps.Transformer(new RandomState(1), sizes.Batches[0].Pairs, sizes.Transformer, sizes.Words, losses.Add);
        for (int i = 0; i < StepsToAgree; i++)
            step();
        return [.. losses];
    }

    private void Gemm(string workload, string precision, ProductPrecision ofProducts, double due)
    {
        device.ProductPrecision = ofProducts;
        double operations = 2.0 * sizes.Gemm * sizes.Gemm * sizes.Gemm;
        var random = new RandomState(2);
        NdArray a = random.RandN(sizes.Gemm, sizes.Gemm).As(DType.Float32), b = random.RandN(sizes.Gemm, sizes.Gemm).As(DType.Float32);
        a.MatMul(b).Release();
        double ours = Sample(() => device.Time(Products).TotalSeconds);
        device.ProductPrecision = ProductPrecision.Float32;
        double? theirs = peer?.Measure(workload, sizes.Gemm, seconds);
        string ratio = theirs is { } time ? $"**{time / ours:0.00}** of the rate" : "", met = theirs is { } t ? t / ours >= due ? "yes" : "no" : "";
        output.WriteLine($"| product {sizes.Gemm}×{sizes.Gemm} | {precision} | {Rate(ours)} | {(theirs is { } their ? Rate(their) : "")} | {ratio} | ≥ {due:0.00} | {met} |");

        void Products()
        {
            for (int i = 0; i < sizes.Repeats; i++)
                a.MatMul(b).Release();
        }

        string Rate(double time) => $"{operations / time / 1e9:0} GFLOP/s";
    }

    private void Steps()
    {
        foreach (var (pairs, due) in sizes.Batches)
        {
            var step = TranslationSteps.Transformer(new RandomState(1), pairs, sizes.Transformer, sizes.Words);
            double ours = Sample(() => Clock(step));
            double? theirs = peer?.Measure("transformer_step", pairs, seconds);
            string ratio = theirs is { } time ? $"**{ours / time:0.00}** of the time" : "", met = theirs is { } t ? ours / t <= due ? "yes" : "no" : "";
            output.WriteLine($"| Transformer, training step, {pairs} pairs | float32 (TF32 off) | {Milliseconds(ours)} | {(theirs is { } their ? Milliseconds(their) : "")} | {ratio} | ≤ {due:0.0} | {met} |");
            if (pairs == TranslationSteps.CoursePairs)
                output.WriteLine($"| ten epochs of it, estimated: {sizes.StepsOfTenEpochs} steps without evaluation | float32 (TF32 off) | {ours * sizes.StepsOfTenEpochs:0.0} s | | | ≤ {EpochsDue:0} s | {(ours * sizes.StepsOfTenEpochs <= EpochsDue ? "yes" : "no")} |");
        }
    }

    private void Memory()
    {
        var step = TranslationSteps.Transformer(new RandomState(1), sizes.Batches[0].Pairs, sizes.Transformer, sizes.Words);
        int first = sizes.MemorySteps / 10;
        for (int i = 0; i < first; i++)
            step();
        device.Synchronize();
        long early = device.MemoryHeld;
        for (int i = first; i < sizes.MemorySteps; i++)
            step();
        device.Synchronize();
        long late = device.MemoryHeld;
        output.WriteLine($"device memory held after {first} training steps: {early / 1e6:0.0} MB, after {sizes.MemorySteps}: {late / 1e6:0.0} MB; due: the same; met: {(early == late ? "yes" : "no")}");
    }

    private double Clock(Action step)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < sizes.Repeats; i++)
            step();
        device.Synchronize();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    // The median time of one of the repeats, after a first time that does not count.
    private double Sample(Func<double> timeOfRepeats)
    {
        timeOfRepeats();
        var samples = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (samples.Count < 5 || Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
            samples.Add(timeOfRepeats() / sizes.Repeats);
        return Median(samples);
    }
}

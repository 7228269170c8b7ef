using Curriculum.Arrays;
using Curriculum.Benchmarks.Gpu;
using Curriculum.Text.Translation;

namespace Curriculum.Gpu.Tests;

/// <summary>The benchmark of devices, where there is none to measure: what it says then, and that it measures what it says it does.</summary>
[Collection(nameof(DefaultDevice))]
public partial class BenchmarkTests
{
    private static readonly GpuSizes Small = new()
    {
        Gemm = 8,
        Repeats = 1,
        Batches = [(3, 1.5)],
        MemorySteps = 10,
        Words = 12,
        Transformer = TransformerSettings.Course with { Features = 6, Hidden = 8, Heads = 2, HeadFeatures = 3, Layers = 1 },
    };

    [Fact]
    public void Without_a_device_one_line_says_so()
        => Assert.Equal((2, "", "Nothing was measured. Device.Gpu: there is none.\n"), Run([], () => throw new DeviceException("Device.Gpu: there is none."), _ => throw new PeerException("not asked")));

    [Fact]
    public void Without_PyTorch_one_line_says_so()
    {
        var (exit, output, error) = Run(["--python", "/no/such/python"], () => TestDevice.Instance, GpuPeer.Start);
        Assert.Equal((2, ""), (exit, output));
        Assert.Matches(@"^Nothing was measured\. PyTorch is compared with, and /no/such/python cannot be started \(.+\)\. Name another with --python, or measure --alone\.\n$", error);
    }

    [Theory]
    [InlineData("--fast")]
    [InlineData("--seconds", "soon")]
    [InlineData("512")]
    public void What_it_does_not_understand_is_answered_with_its_options(params string[] args)
    {
        var (exit, output, error) = Run(args, () => TestDevice.Instance, GpuPeer.Start);
        Assert.Equal((2, ""), (exit, output));
        Assert.StartsWith("Times this library on the first graphics processor", error);
    }

    [Fact]
    public void Rates_times_and_memory_stand_beside_what_is_due()
    {
        using var peer = new Peer();
        var (exit, output, error) = Run(["--seconds", "0"], () => TestDevice.Instance, _ => peer);
        Assert.Equal((0, ""), (exit, error));
        string[] lines = output.Split('\n');
        Assert.StartsWith($"this library on {TestDevice.Instance}, ", lines[0]);
        Assert.Equal("the peer: a peer", lines[1]);
        Assert.StartsWith("agreement with the processor, |a − b| / max(1, |b|) at most 1e-4: ", lines[3]);
        // The peer says that a product takes 1000 s and a step 0.001 s.
        Assert.Matches(@"^\| product 8×8 \| float32 \(TF32 off\) \| \d+ GFLOP/s \| 0 GFLOP/s \| \*\*\d+\.\d\d\*\* of the rate \| ≥ 0\.60 \| yes \|$", lines[7]);
        Assert.Matches(@"^\| Transformer, training step, 3 pairs \| float32 \(TF32 off\) \| \d+\.\d{3} ms \| 1\.000 ms \| \*\*\d+\.\d\d\*\* of the time \| ≤ 1\.5 \| no \|$", lines[8]);
        Assert.Matches(@"^device memory held after 1 training steps: \d+\.\d MB, after 10: \d+\.\d MB; due: the same; met: (yes|no)$", lines[10]);
        Assert.Equal([("gemm_float32", 8), ("transformer_step", 3)], peer.Asked);
        Assert.Same(Device.Cpu, Device.Default);
    }

    [Fact]
    public void A_device_that_does_not_agree_is_not_measured()
    {
        var (exit, output, _) = Run(["--alone", "--seconds", "0"], () => TestDevice.Instance, GpuPeer.Start, Small with { Tolerance = -1 });
        Assert.Equal(1, exit);
        Assert.EndsWith("The device does not agree with the processor: nothing was measured.\n", output);
    }

    private static (int Exit, string Output, string Error) Run(string[] args, Func<Device> open, Func<string, IGpuPeer> peer, GpuSizes? sizes = null)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        return (GpuProgram.Run(args, open, peer, output, error, sizes ?? Small), output.ToString(), error.ToString());
    }

    private sealed class Peer : IGpuPeer
    {
        public List<(string Workload, int Size)> Asked { get; } = [];

        public string Version => "a peer";

        public double Measure(string workload, int size, double seconds)
        {
            Asked.Add((workload, size));
            return workload == "transformer_step" ? 1e-3 : 1e3;
        }

        public void Dispose()
        {
        }
    }
}

using ILGPU.Runtime;

namespace Curriculum.Gpu.Tests;

/// <content>A device with tensor cores.</content>
public partial class BenchmarkTests
{
    [Fact]
    public void Products_on_tensor_cores_are_compared_with_those_on_tensor_cores()
    {
        var device = new GpuDevice(new Accelerator(1L << 30), "stand-in", hasTensorCores: true);
        using var peer = new Peer();
        var (exit, output, error) = Run(["--seconds", "0"], () => device, _ => peer);
        Assert.Equal((0, ""), (exit, error));
        Assert.Matches(@"\| product 8×8 \| float32 \(TF32 off\) \| .+ \| ≥ 0\.60 \| yes \|\n\| product 8×8 \| TF32 \| .+ \| ≥ 0\.35 \| yes \|\n", output);
        Assert.Equal([("gemm_float32", 8), ("gemm_tf32", 8), ("transformer_step", 3)], peer.Asked);
        Assert.Equal("stand-in", device.Name);
    }
}

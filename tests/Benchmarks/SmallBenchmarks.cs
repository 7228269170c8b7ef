using BenchmarkDotNet.Attributes;
using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Benchmarks;

/// <summary>Where the call costs more than the work: small arrays, and the graph that records them.</summary>
[MemoryDiagnoser]
public class SmallBenchmarks
{
    private readonly NdArray _a = Workloads.Normal(8, 8), _b = Workloads.Normal(8, 8), _row = Workloads.Normal(8);
    private readonly Tensor _x = Tensor.Variable(Workloads.Normal(8, 8)), _y = Tensor.Variable(Workloads.Normal(8, 8));

    [Benchmark]
    public NdArray Add() => _a + _b;

    [Benchmark]
    public NdArray AddBroadcast() => _a + _row;

    [Benchmark]
    public NdArray Product() => _a.MatMul(_b);

    [Benchmark]
    public NdArray Sum() => _a.Sum();

    [Benchmark]
    public Tensor RecordedAdd() => _x + _y;

    [Benchmark]
    public NdArray? RecordedProductAndBack()
    {
        _x.ClearGradient();
        _y.ClearGradient();
        _x.MatMul(_y).Sum().Backward();
        return _x.Gradient;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Curriculum.Arrays;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Arrays;

/// <summary>The same bits whatever vectors and threads there are. Instruction sets are chosen when a process starts, so each setting has a process of its own.</summary>
public class BitStabilityTests
{
    [Fact]
    public void Results_do_not_depend_on_threads_or_on_512_bit_vectors()
    {
        string expected = ChildProcess.Output<LargeRun>(("CURRICULUM_THREADS", "1"));
        Assert.Equal(expected, ChildProcess.Output<LargeRun>(("CURRICULUM_THREADS", "2")));
        Assert.Equal(expected, ChildProcess.Output<LargeRun>(("CURRICULUM_THREADS", "3"), ("DOTNET_EnableAVX512", "0")));
    }

    [Fact]
    public void Results_of_a_small_run_do_not_depend_on_fused_instructions()
    {
        string expected = ChildProcess.Output<SmallRun>();
        Assert.Equal(expected, ChildProcess.Output<SmallRun>(("DOTNET_EnableAVX512", "0")));
        Assert.Equal(expected, ChildProcess.Output<SmallRun>(("DOTNET_EnableAVX2", "0")));
    }

    [SkippableFact]
    public void The_settings_reach_the_vectors()
    {
        Skip.IfNot(Vector512.IsHardwareAccelerated, "This processor has no 512-bit vectors to switch off.");
        Assert.Equal("True True", ChildProcess.Output<Widths>());
        Assert.Equal("False True", ChildProcess.Output<Widths>(("DOTNET_EnableAVX512", "0")));
        Assert.Equal("False False", ChildProcess.Output<Widths>(("DOTNET_EnableAVX2", "0")));
    }

    private static string Hash(int rows, int inner, int columns)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var random = new RandomState(3);
        var wide = random.RandN(rows, inner) * 3;
        var tall = random.RandN(inner, columns);
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
        {
            NdArray x = wide.As(dtype), y = tall.As(dtype), positive = x.Abs() + 0.01;
            Add(x.Exp(), x.Expm1(), positive.Log(), positive.Log1p(), x.Sin(), (x * 1e6).Cos(), x.Tanh(), x.Sigmoid(), x.Erf(), positive.Sqrt(), positive.Pow(1.7), x.Pow(-3));
            Add(x + x.T.Copy().T, x / positive, x * positive[0], x.Maximum(positive), NdArray.Where(x > 0, x, -x), x.Round(), x % 0.7);
            Add(x.Sum(), x.Sum(0), x.Sum(1), x.T.Sum(0), x.Mean(1), x.Var(0), x.Prod(1), x.Max(0), x.Min(1), x.LogSumExp(1), x.LogSumExp(), x.CumSum(1));
            Add(x.MatMul(y), y.T.MatMul(x.T), x.MatMul(x, transposeB: true), x.MatMul(x, transposeA: true), x.ExpandDims(0).MatMul(NdArray.Stack(0, y, -y)), x[0].MatMul(y));
            Add(x.Sort(), x.Reshape(-1)[Slice.Step(null, null, -3)].Copy(), NdArray.Einsum("ij,jk,il->kl", x, y, x));
        }

        Add(random.Normal(1, 2, [rows]), random.Uniform(-1, 1, [rows]), random.RandInt(0, 99, [rows]), random.Permutation(rows), random.Binomial(80, 0.5, [rows]));
        return Convert.ToHexString(hash.GetHashAndReset());

        void Add(params NdArray[] results)
        {
            foreach (var result in results)
                hash.AppendData(MemoryMarshal.AsBytes<double>(result.ToArray<double>()));
        }
    }

    private sealed class LargeRun : IChildProgram
    {
        // Large enough for several threads, for two blocks along k and for two pieces of a sum.
        public static string Run() => Hash(211, 1031, 99);
    }

    private sealed class SmallRun : IChildProgram
    {
        public static string Run() => Hash(13, 37, 19);
    }

    private sealed class Widths : IChildProgram
    {
        public static string Run() => $"{Vector512.IsHardwareAccelerated} {System.Runtime.Intrinsics.X86.Fma.IsSupported}";
    }
}

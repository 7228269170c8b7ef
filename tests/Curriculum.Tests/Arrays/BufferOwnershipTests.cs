using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Buffers;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Arrays;

/// <summary>Large arrays live in recycled memory. Nothing that can still be reached is recycled.</summary>
public class BufferOwnershipTests
{
    private const int Large = 40_000;

    [Fact]
    public void Variables_held_across_a_thousand_steps_keep_their_values()
    {
        var held = NdArray.Arange(Large);
        var view = Row();
        var graph = new[] { NdArray.Ones(Large), NdArray.Ones(Large).Reshape(200, 200).T };
        int collections = GC.CollectionCount(0);
        for (int step = 0; step < 1000; step++)
            Step(step);

        // By a sweep of the pool, or because tests beside this one gave cause: either way what nobody holds has been given back.
        Assert.True(GC.CollectionCount(0) > collections, "nothing was ever collected");
        Assert.Equal(Enumerable.Range(0, Large).Select(i => (long)i), held.ToArray<long>());
        Assert.Equal(Enumerable.Range(0, 200).Select(i => 600.0 + i), view.ToArray<double>());
        Assert.All(graph, array => Assert.Equal(Large, array.Sum().Item()));

        // The array that the view looks into has no name of its own.
        static NdArray Row() => NdArray.Arange(0, Large).Reshape(200, 200)[3];
    }

    [Fact]
    public void A_program_that_repeats_its_steps_settles_at_a_fixed_amount_of_memory()
    {
        // In a process of its own: tests that run beside this one use memory too.
        long[] bytes = Array.ConvertAll(ChildProcess.Output<SteadyRun>().Split(' '), long.Parse);
        Assert.True(bytes[1] <= bytes[0] * 1.25, $"{bytes[0]:N0} bytes after warming up, {bytes[1]:N0} bytes later");
        Assert.InRange(bytes[1], 1, 200_000_000);
    }

    // Optimised at once: else every local counts as used until the method ends, and the lease would not be needed.
    [Fact]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void A_lease_keeps_the_memory_of_an_array_that_nothing_else_holds()
    {
        for (int round = 0; round < 20; round++)
        {
            using var lease = NdArray.Full([Large], round).Read<double>();
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var others = Enumerable.Range(0, 8).Select(_ => NdArray.Full([Large], -1)).ToArray();
            Assert.Equal(-1.0 * others.Length * Large, others.Sum(other => other.Sum().Item()));
            Assert.Equal(-1, lease.Span.IndexOfAnyExcept(round));
        }
    }

    [Fact]
    public void A_small_array_given_back_lends_its_memory_once_to_the_next_of_its_size()
    {
        var first = NdArray.Full([1000], 1);
        var before = first.Read<double>().Span;
        first.Release();
        first.Release();
        var (second, third) = (NdArray.Full([1000], 2), NdArray.Full([1000], 3));
        Assert.True(Unsafe.AreSame(in before[0], in second.Read<double>().Span[0]), "the memory was not used again");
        Assert.Equal(2000, second.Sum().Item());
        Assert.Equal(3000, third.Sum().Item());
        Assert.Throws<ReleasedArrayException>(() => first.Sum());
    }

    [Fact]
    public void A_lease_on_a_strided_view_is_on_a_row_by_row_copy()
    {
        var transposed = NdArray.Arange(6).Reshape(2, 3).T;
        using var lease = transposed.Read<long>();
        Assert.Equal([0, 3, 1, 4, 2, 5], lease.Span.ToArray());
        Assert.Throws<InvalidOperationException>(() => transposed.Write<long>().Dispose());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(Large)]
    public void Reading_a_released_array_throws(int size)
    {
        var array = NdArray.Ones(size);
        var view = array[1..];
        array.Release();
        array.Release();
        var error = Assert.Throws<ReleasedArrayException>(() => array + 1);
        Assert.Equal("NdArray: this array was released, its memory may hold other values by now. Keep a Copy() of what is needed later.", error.Message);
        Assert.Throws<ReleasedArrayException>(() => view.Sum());
        Assert.Throws<ReleasedArrayException>(() => view[0] = 3);
    }

    [Fact]
    public void Releasing_returns_the_block_at_once_and_only_once()
    {
        const int Size = 1_234_567;
        var array = NdArray.Zeros(Size);
        using (var lease = array.Write<double>())
            lease.Span[0] = 7;
        array.Release();
        array.Release();
        NdArray first = NdArray.Uninitialized([Size], DType.Float64), second = NdArray.Uninitialized([Size], DType.Float64);
        Assert.False(first.SharesMemoryWith(second));
        first.Fill(1);
        second.Fill(2);
        Assert.Equal(Size, first.Sum().Item());
        Assert.Equal(2.0 * Size, second.Sum().Item());
    }

    [Fact]
    public void Large_arrays_begin_at_a_cache_line()
    {
        foreach (int size in new[] { 8192, 10_000, 100_001, 1_000_003 })
        {
            var array = NdArray.Zeros(size);
            using var lease = array.Read<double>();
            Assert.Equal(0, Unsafe.ByteOffset(in Unsafe.NullRef<double>(), in lease.Span[0]) % 64);
        }
    }

    [Fact]
    public void More_memory_than_there_is_is_refused_with_a_clear_error()
    {
        // 2³¹ elements and more are too many for an array.
        var error = Assert.Throws<ShapeException>(() => NdArray.Zeros(65536, 32768));
        Assert.Equal("Shape: an array has at most 2147483647 elements, got [65536, 32768]. Work in smaller pieces.", error.Message);
        Assert.Throws<ShapeException>(() => NdArray.Ones(1 << 20, 1) + NdArray.Ones(1, 1 << 20));

        // Fewer, but together more than the machine has.
        Assert.Matches("^NdArray: 17.2 GB more asked for than there is room \\([0-9.]+ GB for the whole process\\). Work in smaller pieces, or in Float32. 40000$", ChildProcess.Output<GreedyRun>());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Step(int step)
    {
        // 8 arrays of 320 KB, none of which outlives the step.
        var x = NdArray.Full([Large], step);
        var y = (x * 2.0) + 1.0;
        var z = (y - x).Maximum(0).Sqrt();
        Assert.Equal(Math.Sqrt(step + 1), z[Large - 1].Item());
    }

    private sealed class SteadyRun : IChildProgram
    {
        public static string Run() => $"{Most(600)} {Most(1800)}";

        private static long Most(int steps)
        {
            long most = 0;
            for (int step = 0; step < steps; step++)
            {
                Step(step);
                most = Math.Max(most, BufferPool.Shared.LiveBytes + BufferPool.Shared.FreeBytes);
            }

            return most;
        }
    }

    private sealed class GreedyRun : IChildProgram
    {
        public static string Run()
        {
            var held = new List<NdArray>();
            try
            {
                while (true)
                    held.Add(NdArray.Uninitialized([int.MaxValue], DType.Float64));
            }
            catch (InsufficientMemoryException e)
            {
                // What is there stays usable.
                held.ForEach(array => array.Release());
                return $"{e.Message} {NdArray.Ones(Large).Sum().Item()}";
            }
        }
    }
}

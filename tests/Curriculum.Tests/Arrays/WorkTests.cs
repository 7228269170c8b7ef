using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Arrays;

[Collection(nameof(ThreadCount))]
public sealed class WorkTests : IDisposable
{
    private readonly int _threads = Threads.Count;

    public void Dispose() => Threads.Count = _threads;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_item_of_every_job_is_done_exactly_once(int threads)
    {
        Threads.Count = threads;
        int[] done = new int[64];
        const int Jobs = 100_000;
        for (int job = 0; job < Jobs; job++)
            Work.Split(done.Length, 1 + (job % 17), new Count(done));
        Assert.All(done, times => Assert.Equal(Jobs, times));
    }

    [Fact]
    public void Jobs_of_several_callers_and_jobs_within_jobs_do_not_disturb_each_other()
    {
        Threads.Count = 4;
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        var callers = Enumerable.Range(0, 4).Select(_ => new Thread(Call)).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.Empty(failures);

        void Call()
        {
            for (int job = 0; job < 3000; job++)
            {
                int[] done = new int[16];
                Work.Split(4, 1, new Nested(done));
                if (done.Any(times => times != 4))
                    failures.Add(string.Join(" ", done));
            }
        }
    }

    [Fact]
    public void What_a_chunk_throws_is_thrown_to_the_caller_and_the_next_job_runs()
    {
        Threads.Count = 3;
        for (int round = 0; round < 100; round++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => Work.Split(50, 1, default(Failing)));
            Assert.Equal("item 7", error.Message);
            int[] done = new int[50];
            Work.Split(50, 1, new Count(done));
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void Workers_that_fell_asleep_are_woken_by_the_next_job()
    {
        Threads.Count = 3;
        for (int round = 0; round < 20; round++)
        {
            int[] done = new int[8];
            Work.Split(8, 1, new Count(done));
            Assert.All(done, times => Assert.Equal(1, times));

            // Longer than a worker spins: the next job finds the workers asleep.
            Thread.Sleep(2);
        }
    }

    [Fact]
    public void The_number_of_threads_is_checked_and_read_from_the_environment()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Threads.Count = 0);
        Assert.StartsWith("Threads: Count must be 1 … 64, got 0.", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, Threads.Initial("3"));
        foreach (string? setting in new[] { null, "", "0", "-1", "many", "1000" })
            Assert.Equal(Math.Min(Environment.ProcessorCount, Threads.Maximum), Threads.Initial(setting));
    }

    private readonly struct Count(int[] done) : IWork
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
                Interlocked.Increment(ref done[i]);
        }
    }

    private readonly struct Nested(int[] done) : IWork
    {
        public void Run(int start, int end)
        {
            for (int i = start; i < end; i++)
                Work.Split(done.Length, 3, new Count(done));
        }
    }

    private readonly struct Failing : IWork
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public void Run(int start, int end)
        {
            if (start <= 7 && end > 7)
                throw new InvalidOperationException("item 7");
        }
    }
}

using Curriculum.Arrays;

namespace Curriculum.Tests.Processes;

/// <summary>Sets the number of threads for the length of a run; it is the whole process's, so tests of this collection run alone.</summary>
[CollectionDefinition(nameof(ThreadCount), DisableParallelization = true)]
public sealed class ThreadCount
{
    internal static T During<T>(int threads, Func<T> run)
    {
        int before = Threads.Count;
        Threads.Count = threads;
        try
        {
            return run();
        }
        finally
        {
            Threads.Count = before;
        }
    }
}

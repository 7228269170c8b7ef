namespace Curriculum.Arrays;

/// <summary>How many threads share the work on large arrays. The results do not depend on it, not in a single bit.</summary>
public static class Threads
{
    /// <summary>More threads than this are never used.</summary>
    public const int Maximum = 64;

    private static int _count = Initial(Environment.GetEnvironmentVariable("CURRICULUM_THREADS"));

    /// <summary>The number of threads, at first that of the environment variable CURRICULUM_THREADS, else of the machine's processors.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1 … 64.</exception>
    public static int Count
    {
        get => Volatile.Read(ref _count);
        set
        {
            if (value is < 1 or > Maximum)
                throw new ArgumentOutOfRangeException(nameof(value), value, $"Threads: Count must be 1 … {Maximum}, got {value}.");
            Volatile.Write(ref _count, value);
        }
    }

    internal static int Initial(string? setting)
        => int.TryParse(setting, out int wanted) && wanted is >= 1 and <= Maximum
            ? wanted
            : Math.Min(Environment.ProcessorCount, Maximum);
}

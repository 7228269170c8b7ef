namespace Curriculum.Cli.Output;

/// <summary>Writes times for people.</summary>
internal static class Durations
{
    /// <summary><c>0.3 s</c>, <c>12.3 s</c>, <c>2 min 5 s</c>.</summary>
    public static string Text(TimeSpan time) =>
        time < TimeSpan.FromMinutes(1) ? $"{time.TotalSeconds:0.0} s" : $"{(int)time.TotalMinutes} min {time.Seconds} s";
}

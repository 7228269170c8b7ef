namespace Curriculum.Benchmarks;

/// <summary>Something to time, through the public API alone.</summary>
/// <param name="Name">Its name, here and in <c>peer.py</c>.</param>
/// <param name="Operations">Floating-point operations of one run; 0 where nobody counts them.</param>
/// <param name="Prepare">Makes the inputs and returns what is timed.</param>
internal sealed record Workload(string Name, double Operations, Func<Action> Prepare);

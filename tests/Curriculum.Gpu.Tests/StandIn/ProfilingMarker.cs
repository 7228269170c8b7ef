using System.Diagnostics;

namespace ILGPU.Runtime;

/// <summary>The moment at which a stream had done all that was asked of it before.</summary>
internal sealed class ProfilingMarker(AcceleratorStream stream) : IDisposable
{
    private long? _passed;
    private bool _disposed;

    /// <summary>Waits for the moment.</summary>
    public void Synchronize() => stream.Synchronize();

    /// <summary>How much later than another it was.</summary>
    public TimeSpan MeasureFrom(ProfilingMarker marker)
        => _disposed || marker._disposed ? throw new ObjectDisposedException(nameof(ProfilingMarker))
            : _passed is { } end && marker._passed is { } start ? Stopwatch.GetElapsedTime(start, end)
            : throw new AcceleratorException("a marker that was not reached has no time");

    public void Dispose() => _disposed = true;

    internal void Pass() => _passed = Stopwatch.GetTimestamp();
}

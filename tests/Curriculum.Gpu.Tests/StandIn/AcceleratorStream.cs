namespace ILGPU.Runtime;

/// <summary>Things done in order, and no sooner than somebody waits for them: who reuses memory too early sees it here.</summary>
internal sealed class AcceleratorStream
{
    private readonly Queue<Action> _work = [];
    private readonly Lock _lock = new();

    /// <summary>How often somebody waited.</summary>
    public int Waits { get; private set; }

    public void Add(Action work)
    {
        lock (_lock)
            _work.Enqueue(work);
    }

    public ProfilingMarker AddProfilingMarker()
    {
        var marker = new ProfilingMarker(this);
        Add(marker.Pass);
        return marker;
    }

    public void Synchronize()
    {
        lock (_lock)
        {
            Waits++;
            while (_work.TryDequeue(out var work))
                work();
        }
    }
}

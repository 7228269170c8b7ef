using System.Diagnostics;

namespace Curriculum.Arrays;

/// <content>What a measurement asks.</content>
public abstract partial class Device
{
    /// <summary>Bytes for arrays that this program holds of the device's memory: what arrays lie in, and what waits for the next array. Steady in a steady program.</summary>
    public abstract long MemoryHeld { get; }

    /// <summary>Waits until all that was asked of this device is done. The processor has done it when the call returns.</summary>
    public virtual void Synchronize()
    {
    }

    /// <summary>How long this device works on what an action asks of it, by its own clock; on the processor, how long the action takes. Waits until it is done.</summary>
    /// <param name="work">Asks for work on this device.</param>
    public virtual TimeSpan Time(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}

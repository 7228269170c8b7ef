using Curriculum.Arrays;
using Curriculum.Arrays.Buffers;
using Curriculum.Arrays.Devices;

namespace Curriculum.Autograd;

/// <summary>Gives the buffers that a sweep made for itself back as soon as no gradient waits in them.</summary>
/// <remarks>
/// Only large buffers are worth it, and those of a device, whose memory the garbage collector does not see. A buffer is the sweep's own if an operation of this library made it during the sweep; it leaves this book
/// for good when a hook, an operation written elsewhere or the caller gets to see it (its storage is then marked as shared, or it is a result).
/// </remarks>
internal sealed class GradientBuffers
{
    private readonly Dictionary<Storage, int> _waiting = new(ReferenceEqualityComparer.Instance);
    private readonly List<NdArray> _candidates = [];

    /// <summary>A new array was made in the step that is being worked on.</summary>
    public void Created(NdArray array)
    {
        if (array.Storage is PooledStorage or DeviceStorage && _waiting.TryAdd(array.Storage, 0))
            _candidates.Add(array);
    }

    /// <summary>Whether the sweep has made the memory of this array and still needs it.</summary>
    public bool Owns(NdArray array) => _waiting.ContainsKey(array.Storage);

    /// <summary>A gradient is kept for a later step.</summary>
    public void Hold(Tensor gradient)
    {
        if (_waiting.TryGetValue(gradient.Data.Storage, out int count))
            _waiting[gradient.Data.Storage] = count + 1;
    }

    /// <summary>A gradient has been used, or added into another.</summary>
    public void Drop(Tensor gradient)
    {
        if (!_waiting.TryGetValue(gradient.Data.Storage, out int count))
            return;
        _waiting[gradient.Data.Storage] = count - 1;
        if (count == 1)
            _candidates.Add(gradient.Data);
    }

    /// <summary>The step is done: what it made and nobody waits for goes back.</summary>
    public void EndStep()
    {
        foreach (var array in _candidates)
        {
            if (!_waiting.TryGetValue(array.Storage, out int count) || count > 0)
                continue;
            _waiting.Remove(array.Storage);
            if (!array.IsShared)
                array.Release();
        }

        _candidates.Clear();
    }

    /// <summary>Whether this gradient is the only one in its buffer, and nobody outside has seen it.</summary>
    public bool IsSoleOwner(Tensor gradient) =>
        _waiting.TryGetValue(gradient.Data.Storage, out int count) && count == 1 && !gradient.Data.IsShared;
}

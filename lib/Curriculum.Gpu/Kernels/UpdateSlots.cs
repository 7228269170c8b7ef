namespace Curriculum.Gpu.Kernels;

/// <summary>Parameters that an optimizer moves in one start, one behind the other. A kernel gets this by value, so it has fields in place of a list.</summary>
internal readonly struct UpdateSlots<T>
    where T : unmanaged
{
    /// <summary>The most parameters of a start.</summary>
    public const int Most = 8;

    private readonly UpdateSlot<T> _slot0, _slot1, _slot2, _slot3, _slot4, _slot5, _slot6, _slot7;

    /// <summary>At least one parameter and at most <see cref="Most"/>.</summary>
    public UpdateSlots(IReadOnlyList<UpdateSlot<T>> slots)
    {
        // What is missing begins where no position reaches.
        var none = slots[0] with { Start = int.MaxValue };
        (_slot0, _slot1, _slot2, _slot3) = (slots[0], At(1), At(2), At(3));
        (_slot4, _slot5, _slot6, _slot7) = (At(4), At(5), At(6), At(7));

        UpdateSlot<T> At(int i) => i < slots.Count ? slots[i] : none;
    }

    /// <summary>The parameter of a position.</summary>
    public UpdateSlot<T> this[int position]
    {
        get
        {
            if (position < _slot4.Start)
                return position < _slot2.Start ? (position < _slot1.Start ? _slot0 : _slot1) : (position < _slot3.Start ? _slot2 : _slot3);
            return position < _slot6.Start ? (position < _slot5.Start ? _slot4 : _slot5) : (position < _slot7.Start ? _slot6 : _slot7);
        }
    }
}

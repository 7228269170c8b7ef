using ILGPU;

namespace Curriculum.Gpu.Kernels;

/// <summary>The part of an operand that a group multiplies: rows of the left one (columns of the right one), as many as its tile has, from end to end of the sums. A thread carries four elements a panel into shared memory.</summary>
internal readonly struct ProductPanel<T>
    where T : unmanaged
{
    private readonly ArrayView<T> _source;
    private readonly int _place, _across, _along, _acrossStride, _alongStride, _width, _inner, _pitch;
    private readonly bool _isAligned, _runsAlong;

    /// <param name="source">The memory of the operand.</param>
    /// <param name="start">Where in it the panel begins.</param>
    /// <param name="acrossStride">How far it is to the next row on the left, to the next column on the right.</param>
    /// <param name="alongStride">How far it is to the next element of a sum.</param>
    /// <param name="isAligned">Whether every four neighbours that begin at a multiple of four may be read at once.</param>
    /// <param name="width">How many rows or columns are left from the start of the panel on.</param>
    /// <param name="inner">How long the sums are.</param>
    /// <param name="tile">How wide the panel is.</param>
    /// <param name="depth">How many elements of the sums are carried at once.</param>
    /// <param name="pitch">How many quads of shared memory lie between one step of the sums and the next.</param>
    /// <param name="thread">Which thread of the group this is.</param>
    public ProductPanel(ArrayView<T> source, int start, int acrossStride, int alongStride, int isAligned, int width, int inner, int tile, int depth, int pitch, int thread)
    {
        // A thread's four are neighbours in memory wherever the operand has neighbours at all.
        _runsAlong = alongStride == 1;
        _across = _runsAlong ? thread / (depth / 4) : thread % (tile / 4) * 4;
        _along = _runsAlong ? thread % (depth / 4) * 4 : thread / (tile / 4);
        (_source, _acrossStride, _alongStride, _width, _inner, _pitch) = (source, acrossStride, alongStride, width, inner, pitch);
        _place = start + (_across * acrossStride) + (_along * alongStride);
        _isAligned = isAligned != 0;
    }

    /// <summary>This thread's four elements from step <paramref name="k"/> of the sums on; zero where the operand has ended.</summary>
    public Quad<T> Read(int k)
    {
        int place = _place + (k * _alongStride), across = _width - _across, along = _inner - k - _along;
        int left = _runsAlong ? (across > 0 ? along : 0) : (along > 0 ? across : 0), stride = _runsAlong ? _alongStride : _acrossStride;
        if (left >= 4 && _isAligned)
            return _source.Cast<Quad<T>>()[place >> 2];
        return new(
            left > 0 ? _source[place] : default,
            left > 1 ? _source[place + stride] : default,
            left > 2 ? _source[place + (2 * stride)] : default,
            left > 3 ? _source[place + (3 * stride)] : default);
    }

    /// <summary>Puts them where the steps of the sums find them.</summary>
    public void Write(Quad<T> four, ArrayView<Quad<T>> panel)
    {
        if (!_runsAlong)
        {
            panel[(_along * _pitch) + (_across >> 2)] = four;
            return;
        }

        var elements = panel.Cast<T>();
        int pitch = 4 * _pitch, place = (_along * pitch) + _across;
        elements[place] = four.X;
        elements[place + pitch] = four.Y;
        elements[place + (2 * pitch)] = four.Z;
        elements[place + (3 * pitch)] = four.W;
    }
}

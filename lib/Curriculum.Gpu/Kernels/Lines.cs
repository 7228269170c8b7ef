using Curriculum.Arrays;
using Curriculum.Functional.Operations;

namespace Curriculum.Gpu.Kernels;

/// <summary>An array seen as lines of equal length, each of which threads of one group combine or normalise together.</summary>
/// <remarks>Long lines may be cut into pieces, which then count as lines. A kernel gets this by value.</remarks>
internal readonly struct Lines
{
    private readonly int _length, _pieceLength, _pieces, _inner, _outerStep, _step, _run, _jump;

    private Lines(int number, int length, int pieceLength, int inner, int outerStep, int step, int run, int jump)
    {
        (_length, _pieceLength, _inner, _outerStep, _step, _run, _jump) = (length, pieceLength, inner, outerStep, step, run, jump);
        _pieces = (length + pieceLength - 1) / pieceLength;
        Number = number * _pieces;
    }

    /// <summary>How many lines there are, pieces counted.</summary>
    public int Number { get; }

    /// <summary>The pieces of a line.</summary>
    public int Pieces => _pieces;

    /// <summary>The longest piece of a line.</summary>
    public int Longest => _length < _pieceLength ? _length : _pieceLength;

    /// <summary>Whether neighbours in memory belong to different lines.</summary>
    public bool IsAcross => _step > 1;

    /// <summary>The lines along the middle axis of [outer, length, inner], cut into pieces.</summary>
    public static Lines Of(int outer, int length, int inner, int pieceLength) => new(outer * inner, length, pieceLength, inner, length * inner, inner, int.MaxValue, 0);

    /// <summary>The lines along the middle axis of [outer, length, inner].</summary>
    public static Lines Of(int outer, int length, int inner) => Of(outer, length, inner, length);

    /// <summary>The channels of [outer, channels, inner]: a line is as many runs of neighbours as there are outer ones.</summary>
    public static Lines OfChannels(NdArray x)
    {
        var (outer, channels, inner) = ChannelShape.Of(x);
        return inner == 1 ? Of(1, outer, channels) : new(channels, outer * inner, outer * inner, 1, inner, 1, inner, channels * inner);
    }

    /// <summary>Where a line begins.</summary>
    public int Start(int line) => (line / _inner / _pieces * _outerStep) + (First(line) * _step) + (line % _inner);

    /// <summary>Which element of the whole line a piece begins with.</summary>
    public int First(int line) => line / _inner % _pieces * _pieceLength;

    /// <summary>The elements of a line.</summary>
    public int Count(int line)
    {
        int rest = _length - First(line);
        return rest < _pieceLength ? rest : _pieceLength;
    }

    /// <summary>Where element k of the line that begins at <paramref name="start"/> lies.</summary>
    public int At(int start, int k) => start + (k < _run ? k * _step : (k / _run * _jump) + (k % _run));
}

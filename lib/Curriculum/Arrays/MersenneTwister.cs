using System.Numerics;

namespace Curriculum.Arrays;

/// <summary>The generator MT19937: 32 random bits at a time, period 2¹⁹⁹³⁷ − 1.</summary>
/// <remarks>M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998), with the initialisation of 2002.</remarks>
internal sealed class MersenneTwister
{
    private const int Size = 624, Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _position = Size;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i;
    }

    /// <summary>A generator that goes on where another one stood.</summary>
    public MersenneTwister(ReadOnlySpan<uint> state, int position)
    {
        state.CopyTo(_state);
        _position = position;
    }

    /// <summary>The 624 numbers that all later ones follow from.</summary>
    public ReadOnlySpan<uint> State => _state;

    /// <summary>How many of them have been given out since they were last renewed.</summary>
    public int Position => _position;

    public uint Next()
    {
        if (_position == Size)
            Twist();
        return Temper(_state[_position++]);
    }

    /// <summary>The next numbers, as so many calls of <see cref="Next"/> give them.</summary>
    public void Fill(Span<uint> numbers)
    {
        while (numbers.Length > 0)
        {
            if (_position == Size)
                Twist();
            int count = Math.Min(numbers.Length, Size - _position);
            Temper(_state.AsSpan(_position, count), numbers);
            _position += count;
            numbers = numbers[count..];
        }
    }

    private static void Temper(ReadOnlySpan<uint> state, Span<uint> numbers)
    {
        int i = 0;
        for (; i + Vector<uint>.Count <= state.Length; i += Vector<uint>.Count)
        {
            var y = new Vector<uint>(state[i..]);
            y ^= y >> 11;
            y ^= (y << 7) & new Vector<uint>(0x9D2C5680);
            y ^= (y << 15) & new Vector<uint>(0xEFC60000);
            (y ^ (y >> 18)).CopyTo(numbers[i..]);
        }

        for (; i < state.Length; i++)
            numbers[i] = Temper(state[i]);
    }

    private static uint Temper(uint y)
    {
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    // Each number is made of itself, its successor and the one 397 places on, which from Size − 397 on is a new one again: no number waits for one of the same vector.
    private void Twist()
    {
        Mix(0, Size - Shift, Shift);
        Mix(Size - Shift, Size - 1, Shift - Size);
        _state[Size - 1] = _state[Shift - 1] ^ Twisted((_state[Size - 1] & 0x80000000) | (_state[0] & 0x7FFFFFFF));
        _position = 0;
    }

    private void Mix(int start, int end, int distance)
    {
        Span<uint> state = _state;
        int i = start;
        for (; i + Vector<uint>.Count <= end; i += Vector<uint>.Count)
        {
            var y = (new Vector<uint>(state[i..]) & new Vector<uint>(0x80000000)) | (new Vector<uint>(state[(i + 1)..]) & new Vector<uint>(0x7FFFFFFF));
            // 0 − 1 has all bits set.
            var odd = (Vector<uint>.Zero - (y & Vector<uint>.One)) & new Vector<uint>(0x9908B0DF);
            (new Vector<uint>(state[(i + distance)..]) ^ (y >> 1) ^ odd).CopyTo(state[i..]);
        }

        for (; i < end; i++)
            state[i] = state[i + distance] ^ Twisted((state[i] & 0x80000000) | (state[i + 1] & 0x7FFFFFFF));
    }

    private static uint Twisted(uint y) => (y >> 1) ^ ((y & 1) * 0x9908B0DF);
}

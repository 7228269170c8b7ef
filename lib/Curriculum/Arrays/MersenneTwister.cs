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
        uint y = _state[_position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    private void Twist()
    {
        for (int i = 0; i < Size; i++)
        {
            uint y = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7FFFFFFF);
            _state[i] = _state[(i + Shift) % Size] ^ (y >> 1) ^ ((y & 1) * 0x9908B0DF);
        }

        _position = 0;
    }
}

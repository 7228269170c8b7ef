namespace Curriculum.Text;

/// <summary>n words in a row of a sentence, equal to the same words anywhere else.</summary>
internal readonly struct NGram<TToken>(IReadOnlyList<TToken> sentence, int start, int length) : IEquatable<NGram<TToken>>
    where TToken : IEquatable<TToken>
{
    private readonly IReadOnlyList<TToken> _sentence = sentence;
    private readonly int _start = start, _length = length;

    /// <inheritdoc/>
    public bool Equals(NGram<TToken> other)
    {
        if (_length != other._length)
            return false;
        for (int i = 0; i < _length; i++)
        {
            if (!_sentence[_start + i].Equals(other._sentence[other._start + i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NGram<TToken> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        for (int i = 0; i < _length; i++)
            hash.Add(_sentence[_start + i]);
        return hash.ToHashCode();
    }
}

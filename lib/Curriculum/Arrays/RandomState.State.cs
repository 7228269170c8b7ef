namespace Curriculum.Arrays;

/// <content>Where a stream stands, to be kept and gone back to.</content>
public sealed partial class RandomState
{
    private const int StateSize = 624;

    /// <summary>Where the stream stands, as NumPy's get_state has it: 624 numbers of the generator, its position, and whether a normal number is kept for the next call, and which.</summary>
    /// <returns>Float64 [627], every number exact.</returns>
    public NdArray GetState()
    {
        double[] state = new double[StateSize + 3];
        for (int i = 0; i < StateSize; i++)
            state[i] = _generator.State[i];
        (state[^3], state[^2], state[^1]) = (_generator.Position, _hasSpareGaussian ? 1 : 0, _hasSpareGaussian ? _spareGaussian : 0);
        return NdArray.Of(state);
    }

    /// <summary>Goes on where a stream stood.</summary>
    /// <param name="state">What <see cref="GetState"/> gave.</param>
    /// <exception cref="ArgumentException">It is something else.</exception>
    public void SetState(NdArray state)
    {
        ArgumentNullException.ThrowIfNull(state);
        double[] numbers = state.Shape == [StateSize + 3] ? state.ToArray<double>() : [];
        bool isState = numbers.Length > 0 && numbers[^3] is >= 0 and <= StateSize && numbers[^2] is 0 or 1 && numbers[..StateSize].All(n => n is >= 0 and <= uint.MaxValue && n == Math.Floor(n));
        if (!isState)
            throw new ArgumentException($"RandomState: state must be what GetState gave, Float64 [{StateSize + 3}], got {state.DType} {state.Shape}.", nameof(state));
        _generator = new(Array.ConvertAll(numbers[..StateSize], n => (uint)n), (int)numbers[^3]);
        (_hasSpareGaussian, _spareGaussian) = (numbers[^2] == 1, numbers[^1]);
    }
}

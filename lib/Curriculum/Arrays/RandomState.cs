namespace Curriculum.Arrays;

/// <summary>NumPy's RandomState: the same numbers, value for value, as np.random.seed(…) and np.random.rand, randn, randint … give in Python.</summary>
/// <remarks>
/// The Mersenne Twister MT19937 (Matsumoto and Nishimura, 1998) with NumPy's legacy algorithms on top. Results are Float64 or Int64.
/// </remarks>
public sealed partial class RandomState
{
    private const int BlockOfDoubles = 312;

    private MersenneTwister _generator;
    private double _spareGaussian;
    private bool _hasSpareGaussian;

    /// <summary>The stream that this seed starts.</summary>
    public RandomState(uint seed) => _generator = new(seed);

    /// <summary>Uniform on [0, 1), 53 random bits.</summary>
    public double NextDouble()
    {
        uint first = _generator.Next(), second = _generator.Next();
        return ToDouble(first, second);
    }

    /// <summary>Standard normal, by Marsaglia's polar method: numbers come in pairs, the second is kept for the next call.</summary>
    public double NextGaussian()
    {
        if (_hasSpareGaussian)
        {
            _hasSpareGaussian = false;
            return _spareGaussian;
        }

        double x, y, r2;
        do
        {
            x = (2.0 * NextDouble()) - 1.0;
            y = (2.0 * NextDouble()) - 1.0;
            r2 = (x * x) + (y * y);
        }
        while (r2 >= 1.0 || r2 == 0.0);

        double factor = Math.Sqrt(-2.0 * Kernels.ScalarMath.Log(r2) / r2);
        (_spareGaussian, _hasSpareGaussian) = (factor * x, true);
        return factor * y;
    }

    /// <summary>Uniform on [0, 1): NumPy's rand; <c>Rand(2, 3)</c> is [2, 3].</summary>
    public NdArray Rand(params int[] shape)
    {
        var array = NdArray.Uninitialized(shape, DType.Float64);
        using (var y = array.Write<double>())
            Rand(y.Span);
        return array.To(Device.Default);
    }

    /// <summary>Standard normal: NumPy's randn; <c>RandN(2, 3)</c> is [2, 3].</summary>
    public NdArray RandN(params int[] shape) => Fill(shape, NextGaussian);

    /// <summary>Normal with a mean and a standard deviation.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The standard deviation is negative.</exception>
    public NdArray Normal(double mean, double sd, Shape shape)
    {
        if (sd < 0)
            throw new ArgumentOutOfRangeException(nameof(sd), sd, $"Normal: sd must be 0 or more, got {sd}.");
        return Fill(shape, () => mean + (sd * NextGaussian()));
    }

    /// <summary>Uniform on [lo, hi).</summary>
    public NdArray Uniform(double lo, double hi, Shape shape)
    {
        double range = hi - lo;
        if (!double.IsFinite(range))
            throw new ArgumentOutOfRangeException(nameof(hi), hi, $"Uniform: lo and hi must be finite and their distance too, got {lo} and {hi}.");
        return Fill(shape, () => lo + (range * NextDouble()));
    }

    /// <summary>A whole number, low … high − 1: NumPy's randint(low, high).</summary>
    /// <exception cref="ArgumentOutOfRangeException">high is not above low.</exception>
    public long RandInt(long low, long high) => low + (long)NextMasked(Range("RandInt", low, high));

    /// <summary>Whole numbers, each low … high − 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">high is not above low.</exception>
    public NdArray RandInt(long low, long high, Shape shape)
    {
        ulong range = Range("RandInt", low, high);
        return Fill(shape, () => low + (long)NextMasked(range));
    }

    /// <summary>The numbers 0 … n − 1 in random order.</summary>
    public NdArray Permutation(int n)
    {
        var order = NdArray.Arange(n);
        Shuffle(order);
        return order;
    }

    /// <summary>A copy with the rows (the elements along axis 0) in random order.</summary>
    public NdArray Permutation(NdArray a)
    {
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rank == 1)
        {
            var copy = a.Copy();
            Shuffle(copy);
            return copy;
        }

        return a.Take(Permutation(Rows("Permutation", a)));
    }

    /// <summary>Puts the rows (the elements along axis 0) in random order, in place.</summary>
    /// <exception cref="ShapeException">The array has no axis.</exception>
    public void Shuffle(NdArray a)
    {
        ArgumentNullException.ThrowIfNull(a);
        a.CopyFrom(a.Take(NdArray.Places(Order(Rows("Shuffle", a)))));
    }

    private static double ToDouble(uint first, uint second) => (((first >> 5) * 67108864.0) + (second >> 6)) / 9007199254740992.0;

    private static int Rows(string op, NdArray a)
        => a.Rank > 0 ? a.Shape[0] : throw new ShapeException($"{op}: the array must have an axis, got a single number.");

    private static ulong Range(string op, long low, long high)
        => high > low
            ? (ulong)high - (ulong)low - 1
            : throw new ArgumentOutOfRangeException(nameof(high), high, $"{op}: high must be above low, got {low} and {high}. high itself is never drawn.");

    private static NdArray Fill<T>(Shape shape, Func<T> next)
        where T : unmanaged
    {
        var array = NdArray.Uninitialized(shape, DTypes.Of<T>());
        using (var y = array.Write<T>())
        {
            foreach (ref T element in y.Span)
                element = next();
        }

        return array.To(Device.Default);
    }

    private void Rand(Span<double> numbers)
    {
        Span<uint> words = stackalloc uint[2 * BlockOfDoubles];
        for (int start = 0; start < numbers.Length; start += BlockOfDoubles)
        {
            int count = Math.Min(BlockOfDoubles, numbers.Length - start);
            _generator.Fill(words[..(2 * count)]);
            for (int i = 0; i < count; i++)
                numbers[start + i] = ToDouble(words[2 * i], words[(2 * i) + 1]);
        }
    }

    // 0 … n − 1 in random order: Fisher and Yates, from the end.
    private long[] Order(int n)
    {
        long[] order = new long[n];
        for (int i = 0; i < n; i++)
            order[i] = i;
        for (int i = n - 1; i > 0; i--)
        {
            int j = (int)NextInterval((ulong)i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Uniform on 0 … range by NumPy's legacy way: random bits as many as the range has, drawn again while they are too large.</summary>
    private ulong NextMasked(ulong range) => range == 0 ? 0 : NextInterval(range);

    /// <summary>Uniform on 0 … max.</summary>
    private ulong NextInterval(ulong max)
    {
        ulong mask = ulong.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount(max);
        while (true)
        {
            ulong value = (max <= uint.MaxValue ? _generator.Next() : ((ulong)_generator.Next() << 32) | _generator.Next()) & mask;
            if (value <= max)
                return value;
        }
    }
}

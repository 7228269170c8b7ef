using Curriculum.Arrays;

namespace Curriculum.Layers;

/// <summary>How the first values of a weight are drawn.</summary>
/// <remarks>
/// fan_in is the number of inputs that one output adds up, fan_out the number of outputs that one input reaches. Draws are made in float64 from
/// <see cref="RandomState"/> (NumPy's stream) in row-major order and then cast, so a float64 network replays a NumPy program number for number.
/// </remarks>
public abstract record Initializer
{
    /// <summary>N(0, 1) · √(1 / fan_in): keeps the variance of a signal through linear or sigmoid-like units. The course's Xavier.</summary>
    /// <remarks>Glorot and Bengio, 2010, eq. 1 and 10–12 motivate it; their own normalised form is <see cref="Glorot"/>.</remarks>
    public static Initializer Xavier { get; } = new NormalInitializer((fanIn, _) => Math.Sqrt(1.0 / fanIn));

    /// <summary>N(0, 1) · √(2 / (fan_in + fan_out)).</summary>
    /// <remarks>Glorot and Bengio, 2010, eq. 12: a compromise between keeping the variance forwards and backwards.</remarks>
    public static Initializer Glorot { get; } = new NormalInitializer((fanIn, fanOut) => Math.Sqrt(2.0 / (fanIn + fanOut)));

    /// <summary>N(0, 1) · √(2 / fan_in): ReLU lets half of the signal through, the 2 makes up for it.</summary>
    /// <remarks>He et al., arXiv:1502.01852, eq. 10.</remarks>
    public static Initializer He { get; } = new NormalInitializer((fanIn, _) => Math.Sqrt(2.0 / fanIn));

    /// <summary>U(−a, a) with a = √(6 / (fan_in + fan_out)).</summary>
    /// <remarks>Glorot and Bengio, 2010, eq. 16.</remarks>
    public static Initializer GlorotUniform { get; } = new UniformInitializer((fanIn, fanOut) => Centred(Math.Sqrt(6.0 / (fanIn + fanOut))));

    /// <summary>U(−a, a) with a = √(6 / fan_in): the variance of <see cref="He"/>.</summary>
    public static Initializer HeUniform { get; } = new UniformInitializer((fanIn, _) => Centred(Math.Sqrt(6.0 / fanIn)));

    /// <summary>U(−a, a) with a = √(1 / fan_in): what PyTorch gives linear and convolution layers by default.</summary>
    public static Initializer FanInUniform { get; } = new UniformInitializer((fanIn, _) => Centred(Math.Sqrt(1.0 / fanIn)));

    /// <summary>All zeros. Rows of a weight that start equal stay equal, so only biases should start so.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>N(0, std²).</summary>
    /// <param name="std">The standard deviation.</param>
    public static Initializer Normal(double std = 1) => new NormalInitializer((_, _) => std);

    /// <summary>U(low, high).</summary>
    /// <param name="low">The lower end.</param>
    /// <param name="high">The upper end.</param>
    public static Initializer Uniform(double low, double high) => new UniformInitializer((_, _) => (low, high));

    /// <summary>Every value the same.</summary>
    /// <param name="value">The value.</param>
    public static Initializer Constant(double value) => new ConstantInitializer(value);

    /// <summary>A matrix with orthonormal rows or columns (whichever are fewer), times <paramref name="gain"/>.</summary>
    /// <param name="gain">The factor.</param>
    /// <remarks>Saxe et al., arXiv:1312.6120: keeps the length of a signal exactly. Weights of more than two axes count as [first, all others].</remarks>
    public static Initializer Orthogonal(double gain = 1) => new OrthogonalInitializer(gain);

    /// <summary>Draws the values of a weight.</summary>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="fanIn">How many inputs one output adds up.</param>
    /// <param name="fanOut">How many outputs one input reaches.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <param name="dtype">What they are cast to.</param>
    public NdArray Create(Shape shape, int fanIn, int fanOut, RandomState random, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Draw(shape, fanIn, fanOut, random).As(dtype);
    }

    /// <summary>The values in float64.</summary>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="fanIn">How many inputs one output adds up.</param>
    /// <param name="fanOut">How many outputs one input reaches.</param>
    /// <param name="random">Where the numbers come from.</param>
    protected abstract NdArray Draw(Shape shape, int fanIn, int fanOut, RandomState random);

    private static (double Low, double High) Centred(double limit) => (-limit, limit);
}

using Curriculum.Autograd;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional;

/// <content>Activations: one number in, one number out.</content>
public static partial class F
{
    /// <summary>y = max(x, 0).</summary>
    /// <remarks>Nair and Hinton, 2010. At x = 0 the gradient is taken to be 0.</remarks>
    /// <param name="x">Any shape.</param>
    public static Tensor Relu(Tensor x) => new ReluOperation().Apply(x);

    /// <summary>y = x for x &gt; 0, else slope · x.</summary>
    /// <remarks>Maas et al., 2013. At x = 0 the gradient is taken to be the slope.</remarks>
    /// <param name="x">Any shape.</param>
    /// <param name="slope">The slope on the negative side.</param>
    public static Tensor LeakyRelu(Tensor x, double slope = 0.01)
    {
        ArgumentNullException.ThrowIfNull(x);
        return new LeakyReluOperation(slope).Apply(OfFloats(x));
    }

    /// <summary>y = 1 / (1 + e⁻ˣ), with y′ = y·(1 − y) ≤ ¼.</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor Sigmoid(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Sigmoid();
    }

    /// <summary>y = tanh x, with y′ = 1 − y².</summary>
    /// <param name="x">Any shape.</param>
    public static Tensor Tanh(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Tanh();
    }

    /// <summary>y = x for x &gt; 0, else α·(eˣ − 1).</summary>
    /// <remarks>Clevert et al., arXiv:1511.07289, eq. 15.</remarks>
    /// <param name="x">Any shape.</param>
    /// <param name="alpha">α: far on the negative side y is −α.</param>
    public static Tensor Elu(Tensor x, double alpha = 1) => new EluOperation(alpha).Apply(x);

    /// <summary>y = x·Φ(x) = x/2·(1 + erf(x/√2)), with Φ the distribution function of N(0, 1).</summary>
    /// <remarks>Hendrycks and Gimpel, arXiv:1606.08415, eq. 1.</remarks>
    /// <param name="x">Any shape.</param>
    public static Tensor Gelu(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x * 0.5 * (1 + (x * InverseRoot2).Erf());
    }

    /// <summary>GELU by tanh: y = x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))).</summary>
    /// <remarks>Hendrycks and Gimpel, arXiv:1606.08415, eq. 2: within 5e-4 of <see cref="Gelu"/>; what GPT-2 uses.</remarks>
    /// <param name="x">Any shape.</param>
    public static Tensor GeluTanh(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x * 0.5 * (1 + ((x + (x * x * x * 0.044715)) * Root2OverPi).Tanh());
    }

    /// <summary>y = log(1 + eˣ), a smooth ReLU with y′ = sigmoid(x).</summary>
    /// <remarks>Computed as max(x, 0) + log(1 + e^−|x|), which neither overflows nor loses the small end.</remarks>
    /// <param name="x">Any shape.</param>
    public static Tensor Softplus(Tensor x) => new SoftplusOperation().Apply(x);

    /// <summary>y = x·sigmoid(x), also called swish.</summary>
    /// <remarks>Ramachandran et al., arXiv:1710.05941.</remarks>
    /// <param name="x">Any shape.</param>
    public static Tensor Silu(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x * x.Sigmoid();
    }

    /// <summary>1/√2.</summary>
    private const double InverseRoot2 = 0.70710678118654752440;

    /// <summary>√(2/π).</summary>
    private const double Root2OverPi = 0.79788456080286535588;
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>Tells a Transformer where in the sequence each vector stands: y[n, t] = s·x[n, t] + table[t], with the sines and cosines of <see cref="F.PositionalEncoding"/>.</summary>
/// <remarks>x [n, t, d] → y [n, t, d]. Vaswani et al., arXiv:1706.03762, section 3.5; section 3.4 there multiplies embeddings by s = √d first.</remarks>
/// <param name="Scale">s: what x is multiplied by.</param>
/// <param name="WaveBase">The base of the wave lengths.</param>
/// <param name="DropProbability">The probability of dropping a feature of the sum in a training pass.</param>
public sealed record PositionalEncoding(double Scale = 1, double WaveBase = 10_000, double DropProbability = 0) : Layer
{
    /// <inheritdoc/>
    /// <exception cref="ShapeException">x is no batch of sequences.</exception>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(pass);
        if (x.Rank != 3)
            throw new ShapeException($"PositionalEncoding: x must be sequences of vectors [n, t, d], got {x.Shape}. ExpandDims(0) makes a batch of one.");
        var table = F.PositionalEncoding(x.Shape[1], x.Shape[2], waveBase: WaveBase, dtype: x.DType).To(x.Data.Device);
        var y = (Scale == 1 ? x : x * Scale) + table;
        return pass.IsTraining && DropProbability != 0 ? F.Dropout(y, DropProbability, pass.Random) : y;
    }

    /// <inheritdoc/>
    public override PositionalEncoding Map(ParameterMap map) => this;
}

using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The way around a part of a Transformer's layer: norm(x + part(x)), or x + part(norm(x)).</summary>
internal static class Residual
{
    public static Tensor Add(Tensor x, LayerNorm norm, bool normFirst, double dropProbability, Pass pass, Func<Tensor, Tensor> part)
    {
        var y = part(normFirst ? norm.Forward(x, pass) : x);
        if (pass.IsTraining && dropProbability > 0)
            y = F.Dropout(y, dropProbability, pass.Random);
        return normFirst ? x + y : norm.Forward(x + y, pass);
    }
}

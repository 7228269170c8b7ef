using Curriculum.Autograd;
using Curriculum.Layers;

namespace Curriculum.Lessons.Experiments;

// In training y = s ⊙ x + m, with a new mean m and scale s of every unit in every step: the layers above never see the same distribution twice.
// In evaluation y = x. x [n, d] → y [n, d]. After Santurkar et al., arXiv:1805.11604, 2.1.
internal sealed record ShakenLayer : Layer
{
    public override Tensor Forward(Tensor x, Pass pass)
    {
        if (!pass.IsTraining)
            return x;
        int d = x.Shape[1];
        var m = pass.Random.Uniform(-0.5, 0.5, [d]).As(x.DType).To(x.Value.Device);
        var s = pass.Random.Uniform(0.5, 1.5, [d]).As(x.DType).To(x.Value.Device);
        return (s * x) + m;
    }

    public override ShakenLayer Map(ParameterMap map) => this;
}

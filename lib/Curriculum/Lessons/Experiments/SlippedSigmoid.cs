using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Lessons.Experiments;

// The sigmoid with the derivative that the learners' results point to: σ′ taken at h = σ(u) where it should be taken at u.
internal sealed record SlippedSigmoid : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x) => x[0].Sigmoid();

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var slipped = y.Sigmoid();
        return [gy * slipped * (1 - slipped)];
    }
}

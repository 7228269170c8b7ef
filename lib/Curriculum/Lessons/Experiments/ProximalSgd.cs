using Curriculum.Arrays;
using Curriculum.Layers;
using Curriculum.Optimizers;

namespace Curriculum.Lessons.Experiments;

// Gradient descent with an L1 penalty that can reach 0: v = w − η·g, then every weight moves towards 0 by η·λ and stops there. Biases are left alone.
// After Parikh and Boyd, Proximal algorithms, 2014, 6.5.2 (soft thresholding).
internal sealed class ProximalSgd(IEnumerable<Parameter> parameters, double learningRate, double l1) : Optimizer(parameters, learningRate)
{
    protected override NdArray Update(NdArray weight, NdArray gradient, OptimizerState state)
    {
        var v = weight - (LearningRate * gradient);
        return weight.Rank > 1 ? v.Sign() * (v.Abs() - (LearningRate * l1)).Maximum(0) : v;
    }
}

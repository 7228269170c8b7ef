using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;

namespace Curriculum.Layers;

/// <summary>The first weights of all convolutions.</summary>
internal static class ConvolutionWeights
{
    /// <summary>Weights whose first axis is that of their outputs (or inputs, if transposed) and whose last ones are the taps.</summary>
    public static (Tensor Weight, Tensor? Bias) Create(
        Shape shape, int filters, int reached, RandomState random, Initializer? weights, DType dtype, bool bias)
    {
        // One output adds up all but the first axis; one input reaches every tap of the filters of its group.
        int taps = shape.Size / (shape[0] * shape[1]);
        var w = (weights ?? Initializer.He).Create(shape, shape[1] * taps, reached * taps, random, dtype);
        return (Tensor.Variable(w, "Weight"), bias ? Tensor.Variable(NdArray.Zeros([filters], dtype), "Bias") : null);
    }

    public static void Check(string layer, int inputs, int outputs, Size2d kernel, int groups)
    {
        Sizes.RequirePositive(layer, inputs);
        Sizes.RequirePositive(layer, outputs);
        Sizes.RequirePositive(layer, groups);
        if (kernel.Height < 1 || kernel.Width < 1)
            throw Sizes.Refused(layer, nameof(kernel), "1×1 or more", kernel);
        if (inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException($"{layer}: groups must divide the {inputs} channels and the {outputs} filters, got {groups}.", nameof(groups));
    }
}

using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>The gain and shift that all normalisations share.</summary>
internal static class NormParameters
{
    public static (Tensor? Gain, Tensor? Shift) Create(Shape shape, DType dtype, bool affine)
        => affine
            ? (Tensor.Variable(NdArray.Ones(shape, dtype), "Gain"), Tensor.Variable(NdArray.Zeros(shape, dtype), "Shift"))
            : (null, null);

    public static string Describe(Tensor? gain) => gain is null ? ", no gain and shift" : "";
}

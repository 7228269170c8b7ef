using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional;

/// <content>The types that kernels take: floats, all inputs of one type. A change of type is a step of the graph, so gradients come back in the input's own.</content>
public static partial class F
{
    /// <summary>The inputs in the float type that NumPy would compute with.</summary>
    internal static Tensor[] OfOneType(params Tensor[] x)
    {
        var dtype = CommonFloat(x);
        return Array.ConvertAll(x, input => input.As(dtype));
    }

    // Of whole numbers, too, the results are not whole.
    private static Tensor OfFloats(Tensor x) => x.As(x.DType.ToFloat());

    private static (Tensor X, Tensor? Gain, Tensor? Shift) OfOneType(Tensor x, Tensor? gain, Tensor? shift)
    {
        var dtype = CommonFloat(x, gain, shift);
        return (x.As(dtype), gain?.As(dtype), shift?.As(dtype));
    }

    private static DType CommonFloat(params ReadOnlySpan<Tensor?> x)
    {
        var dtype = DType.Boolean;
        foreach (var input in x)
            dtype = DTypes.Promote(dtype, input?.DType ?? DType.Boolean);
        return dtype.ToFloat();
    }
}

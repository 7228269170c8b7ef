using System.Numerics;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = p·a − one-hot(label)·b for each row, with p = exp(logits − lse): the gradient of softmax cross-entropy, where a = b, and of lse, where b = 0.</summary>
/// <remarks>logits [n, c], labels [n], lse, a, b [n] → y [n, c].</remarks>
internal sealed record SoftmaxCrossEntropyGradientOperation : SingleOutputOperation
{
    public override NdArray Compute(NdArray[] x)
    {
        var y = Elementwise.Apply<ScaledExp>(x[0], x[2].ExpandDims(1), x[3].ExpandDims(1));
        if (y.DType == DType.Float32)
            SubtractAtLabels<float>(y, x[1], x[4]);
        else
            SubtractAtLabels<double>(y, x[1], x[4]);
        return y;
    }

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (logits, labels, lse, a) = (x[0], x[1], x[2], x[3]);
        var pg = (logits - lse.ExpandDims(1)).Exp() * gy;
        var pga = pg * a.ExpandDims(1);
        return [pga, null, -pga.Sum(1), pg.Sum(1), -gy.TakeAlongAxis(labels.ExpandDims(1), 1).Squeeze(1)];
    }

    private static void SubtractAtLabels<T>(NdArray y, NdArray labels, NdArray b)
        where T : unmanaged, INumber<T>
    {
        using var rows = y.Write<T>();
        using var at = labels.As(DType.Int64).Read<long>();
        using var amount = b.Read<T>();
        int classes = y.Shape[1];
        for (int i = 0; i < at.Span.Length; i++)
            rows.Span[(i * classes) + (int)at.Span[i]] -= amount.Span[i];
    }

    // exp(x − lse)·a
    private readonly struct ScaledExp : ITernaryOp
    {
        public static string Name => "SoftmaxCrossEntropy";

        public static int Arity => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V x, V lse, V a)
            where V : struct, ILanes<V>
            => LaneMath.Exp(x - lse) * a;
    }
}

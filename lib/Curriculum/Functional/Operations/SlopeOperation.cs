using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Arrays.Kernels;
using Curriculum.Autograd;

namespace Curriculum.Functional.Operations;

/// <summary>y = g where x > 0, else slope·g: linear in g, and flat in x wherever it has a derivative.</summary>
internal sealed record SlopeOperation(double Slope) : SingleOutputOperation
{
    // Slope 0 has a kernel of its own: 0·g would be NaN for an infinite g, and −0 for a negative one.
    public static NdArray Select(NdArray x, NdArray g, double slope)
        => slope == 0 ? Elementwise.Apply<Gate>(x, g) : Elementwise.Apply<Bend>(x, g, slope);

    public override NdArray Compute(NdArray[] x) => Select(x[0], x[1], Slope);

    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy) => [null, Apply(x[0], gy)];

    internal readonly struct Gate : IBinaryOp
    {
        public static string Name => "Relu";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V x, V g)
            where V : struct, ILanes<V>
            => V.IsGreater(x, V.Create(0)) & g;
    }

    internal readonly struct Bend : ITernaryOp
    {
        public static string Name => "LeakyRelu";

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(V x, V g, V slope)
            where V : struct, ILanes<V>
            => V.Select(V.IsGreater(x, V.Create(0)), g, slope * g);
    }
}

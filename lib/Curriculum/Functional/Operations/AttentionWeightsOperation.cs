using System.Numerics;
using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional.Devices;

namespace Curriculum.Functional.Operations;

/// <summary>y = softmax(scale·q·kᵀ) over the keys that are not blocked: q [*, l, d], k [*, s, d], blocked if given → y [*, l, s].</summary>
/// <remarks>Scores stay in the cache from the product to the softmax, and on the way back from the softmax to both products.</remarks>
internal sealed record AttentionWeightsOperation(double Scale) : SingleOutputOperation
{
    // Few matrices are better shared out among the threads one by one.
    private const int FewestMatrices = 8;

    /// <summary>Whether these are matrices of one type, as many queries as keys, with a mask that does not make them more; on the processor many of them, with short rows.</summary>
    public static bool Fits(Tensor query, Tensor key, NdArray? blocked)
    {
        if (!ReferenceEquals(query.Data.Device, key.Data.Device) || query.DType != key.DType || !query.DType.IsFloat() || query.Size == 0 || key.Size == 0)
            return false;
        int[] q = query.Shape.ToArray(), k = key.Shape.ToArray();
        return q.Length == k.Length && q.AsSpan(..^2).SequenceEqual(k.AsSpan(..^2)) && (blocked is null || (blocked.DType == DType.Boolean && blocked.Shape.BroadcastsTo([.. q[..^1], k[^2]])))
            && (OnDevice.Holds(query.Data) || (q.Length > 2 && query.Size / (q[^2] * q[^1]) >= FewestMatrices && ShortSoftmaxKernel<float>.IsShort(k[^2])));
    }

    public override NdArray Compute(NdArray[] x)
    {
        var blocked = x.Length > 2 ? x[2] : null;
        if (OnDevice.Holds(x[0]))
            return AttentionOnDevice.Weights(x[0], x[1], blocked, Scale);
        var (query, key) = (MatrixStack.WithRows(x[0]), MatrixStack.WithRows(x[1]));
        var y = NdArray.Uninitialized([.. query.Shape.ToArray()[..^1], key.Shape[^2]], query.DType);
        if (y.DType == DType.Float32)
            Run<float>();
        else
            Run<double>();
        return y;

        void Run<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => AttentionKernel<T>.Weights(MatrixStack.Of(query), query, MatrixStack.Of(key), key, AttentionMask<T>.Of(blocked, y), Scale, y);
    }

    // For the scores z: ∂z = y·(gy − Σ gy·y), 0 where blocked.
    public override Tensor?[] Backward(Tensor[] x, Tensor y, Tensor gy)
    {
        var (query, key, blocked) = (x[0], x[1], x.Length > 2 ? x[2] : null);
        var result = new Tensor?[x.Length];
        if (Fused.StepsAside)
        {
            var gz = y * (gy - (gy * y).Sum(-1, keepDims: true));
            if (blocked is not null)
                gz = Tensor.Where(blocked, 0.0, gz);
            result[0] = query.NeedsGradient ? gz.MatMul(key) * Scale : null;
            result[1] = key.NeedsGradient ? gz.MatMul(query * Scale, transposeA: true) : null;
            return result;
        }

        if (OnDevice.Holds(y.Data))
        {
            var (byQuery, byKey) = AttentionOnDevice.WeightsBackward(query.Data, key.Data, blocked?.Data, Scale, y.Data, gy.Data, query.NeedsGradient, key.NeedsGradient);
            result[0] = byQuery is null ? null : Fused.Own(byQuery);
            result[1] = byKey is null ? null : Fused.Own(byKey);
            return result;
        }

        var gq = query.NeedsGradient ? MatrixStack.Like(query.Data, query.Shape[^2], query.Shape[^1]) : null;
        var gk = key.NeedsGradient ? MatrixStack.Like(key.Data, key.Shape[^2], key.Shape[^1]) : null;
        if (gy.DType == DType.Float32)
            Run<float>(MatrixStack.WithRows(query.Data), MatrixStack.WithRows(key.Data));
        else
            Run<double>(MatrixStack.WithRows(query.Data), MatrixStack.WithRows(key.Data));
        result[0] = gq is null ? null : Fused.Own(gq);
        result[1] = gk is null ? null : Fused.Own(gk);
        return result;

        void Run<T>(NdArray q, NdArray k)
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => AttentionKernel<T>.WeightsBackward(
                MatrixStack.Of(q), q, MatrixStack.Of(k), k, AttentionMask<T>.Of(blocked?.Data, y.Data), Scale, y.Data, gy.Data, MatrixStack.Of(gq ?? q), gq, MatrixStack.Of(gk ?? k), gk);
    }
}

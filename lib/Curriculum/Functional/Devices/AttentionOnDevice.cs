using Curriculum.Arrays;

namespace Curriculum.Functional.Devices;

/// <summary>softmax(scale·q·kᵀ) where nothing is blocked: a product and one kernel, and back one kernel and two products.</summary>
internal static class AttentionOnDevice
{
    /// <summary>q [*, l, d], k [*, s, d] → [*, l, s].</summary>
    public static NdArray Weights(NdArray query, NdArray key, NdArray? blocked, double scale)
    {
        var scores = query.MatMul(key, transposeB: true);
        OnDevice.Rows("DotProductAttention", query).MaskedSoftmax(scores, scale, blocked, F.BlockedScore, scores);
        return scores;
    }

    /// <summary>The gradients by q and k, as far as they are wanted, from the weights y and theirs.</summary>
    public static (NdArray? Query, NdArray? Key) WeightsBackward(NdArray query, NdArray key, NdArray? blocked, double scale, NdArray y, NdArray gy, bool needsQuery, bool needsKey)
    {
        var gz = NdArray.Uninitialized(y.Shape, y.DType, y.Device);
        OnDevice.Rows("DotProductAttention", query).MaskedSoftmaxGradient(y.Contiguous(), gy.Contiguous(), scale, blocked, gz);
        var gradients = (needsQuery ? gz.MatMul(key) : null, needsKey ? gz.MatMul(query, transposeA: true) : null);
        gz.Release();
        return gradients;
    }
}

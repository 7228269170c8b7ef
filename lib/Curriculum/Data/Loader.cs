using Curriculum.Arrays;

namespace Curriculum.Data;

/// <summary>A data set cut into mini-batches epoch after epoch, every example once in each, in a new random order.</summary>
/// <remarks>
/// It knows where it stands, so a training run that stopped in the middle of an epoch goes on with the very batch that would have come next. Each epoch draws what
/// <c>numpy.random.permutation(n)</c> draws, when its first batch is asked for.
/// </remarks>
public sealed class Loader
{
    private readonly RandomState? _random;
    private NdArray _order;

    /// <summary>A loader at the beginning of the first epoch.</summary>
    /// <param name="data">The examples; at least one.</param>
    /// <param name="batchSize">How many examples a batch has; the last batch of an epoch has the rest.</param>
    /// <param name="random">Where the order of each epoch comes from; null: the order of the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is not positive.</exception>
    /// <exception cref="ArgumentException">The data set is empty.</exception>
    public Loader(Dataset data, int batchSize, RandomState? random)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (batchSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, $"Loader: batchSize must be 1 or more, got {batchSize}.");
        if (data.Count == 0)
            throw new ArgumentException("Loader: data must hold at least one example, got none.", nameof(data));
        (Data, BatchSize, _random, _order) = (data, batchSize, random, NdArray.Arange(data.Count).To(Device.Cpu));
    }

    /// <summary>The examples.</summary>
    public Dataset Data { get; }

    /// <summary>How many examples a batch has.</summary>
    public int BatchSize { get; }

    /// <summary>How many batches an epoch has.</summary>
    public int BatchesPerEpoch => ((Data.Count - 1) / BatchSize) + 1;

    /// <summary>How many epochs are finished.</summary>
    public int Epoch { get; private set; }

    /// <summary>How many batches of the present epoch have been given; 0 between two epochs.</summary>
    public int Batch { get; private set; }

    /// <summary>The next batch; the first of a new epoch after the last of the one before.</summary>
    public Dataset Next()
    {
        if (Batch == 0 && _random is not null)
            _order = _random.Permutation(Data.Count).To(Device.Cpu);
        int start = Batch * BatchSize;
        var batch = Data.Take(_order[start..(start + Math.Min(BatchSize, Data.Count - start))]);
        Batch++;
        if (Batch == BatchesPerEpoch)
            (Epoch, Batch) = (Epoch + 1, 0);
        return batch;
    }

    /// <summary>Such as "60,000 examples in batches of 100, 2 epochs and 30 batches given".</summary>
    public override string ToString() => $"{Data.Count:N0} examples in batches of {BatchSize}, {Epoch} epochs and {Batch} batches given";

    // Where it stands: the order of the present epoch, [epoch, batch, batch size], and the random stream.
    internal IReadOnlyList<(string Name, NdArray Array)> GetState()
    {
        (string, NdArray)[] place = [("order", _order), ("place", NdArray.Of(new long[] { Epoch, Batch, BatchSize }))];
        return _random is null ? place : [.. place, ("random", _random.GetState())];
    }

    internal void SetState(Func<string, NdArray> saved)
    {
        long[] place = saved("place").ToArray<long>();
        (_order, Epoch, Batch) = (saved("order").To(Device.Cpu), (int)place[0], (int)place[1]);
        _random?.SetState(saved("random"));
    }
}

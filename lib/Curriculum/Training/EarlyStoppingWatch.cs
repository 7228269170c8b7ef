using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Training;

/// <summary>Follows the series of an <see cref="EarlyStopping"/> through one run and keeps the best parameters.</summary>
internal sealed class EarlyStoppingWatch(EarlyStopping rule, Module model)
{
    private double _best;
    private int _since;
    private ModelSnapshot? _snapshot;

    /// <summary>Whether training stops after the measurement that was just recorded.</summary>
    public bool StopsAfter(History history)
    {
        double value = history[rule.Series].Last;
        if (_snapshot is null || rule.IsBetter(value, _best))
        {
            (_best, _since, _snapshot) = (value, 0, new ModelSnapshot(model));
            return false;
        }

        return ++_since >= rule.Patience;
    }

    public void RestoreBest() => _snapshot?.Restore(model);

    /// <summary>The best value, the measurements since it, and the best parameters and buffers; empty before the first measurement.</summary>
    public IReadOnlyList<(string Name, NdArray Array)> GetState()
        => _snapshot is null ? [] : [("best", NdArray.Of(_best, _since)), .. _snapshot.Arrays];

    public void SetState(Func<string, NdArray> saved)
    {
        double[] best = saved("best").ToArray<double>();
        (_best, _since, _snapshot) = (best[0], (int)best[1], new ModelSnapshot(model, saved));
    }
}

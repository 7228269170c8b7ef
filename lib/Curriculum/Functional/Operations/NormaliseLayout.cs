using Curriculum.Arrays;

namespace Curriculum.Functional.Operations;

/// <summary>How the groups of a normalisation lie in memory: group g is <see cref="Runs"/> runs of <see cref="Length"/> neighbours, <see cref="Step"/> apart.</summary>
internal readonly record struct NormaliseLayout(int Groups, int Runs, int Length)
{
    // A group in work, with its gradients, stays in the first-level cache.
    private const int CachedElements = 4 * 1024;

    public static NormaliseLayout Of(NdArray x) => new(x.Shape[1], x.Shape[0], x.Shape[2]);

    /// <summary>From one run of a group to the next.</summary>
    public nint Step => (nint)Groups * Length;

    /// <summary>The elements of a group.</summary>
    public long Count => (long)Runs * Length;

    /// <summary>The elements of a run that fill all lanes.</summary>
    public int Whole => Length - Rest;

    /// <summary>The last elements of a run, too few for all lanes.</summary>
    public int Rest => Length % LaneTree.Lanes;

    /// <summary>How many groups are worked on together.</summary>
    public int Together => (int)Math.Clamp(CachedElements / Math.Max(1, Count), 1, LaneTree.Together);
}

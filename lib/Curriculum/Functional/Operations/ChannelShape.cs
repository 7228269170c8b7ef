using Curriculum.Arrays;

namespace Curriculum.Functional.Operations;

/// <summary>An array seen as [outer, channels, inner]: what belongs to one channel is <see cref="Outer"/> runs of <see cref="Inner"/> neighbours.</summary>
internal readonly record struct ChannelShape(int Outer, int Channels, int Inner)
{
    // Shorter runs than this do not fill a vector.
    private const int ShortestRun = 16;

    public static ChannelShape Of(NdArray x) => Of(x.Shape);

    public static ChannelShape Of(Shape shape) => new(shape[0], shape[1], shape[2]);

    /// <summary>The elements of one channel.</summary>
    public long Count => (long)Outer * Inner;

    /// <summary>Whether kernels follow the runs of a channel; otherwise they take neighbouring channels side by side.</summary>
    public bool FollowsRuns => Outer == 1 || Inner >= ShortestRun;

    public Shape PerChannel => [1, Channels, 1];
}

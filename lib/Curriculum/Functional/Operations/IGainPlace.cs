namespace Curriculum.Functional.Operations;

/// <summary>Where the gains of a normalisation lie; a constant for the compiler.</summary>
internal interface IGainPlace
{
    /// <summary>Whether each element of a run has a gain of its own, the same for all groups. Otherwise each group has one.</summary>
    static abstract bool IsAlongRun { get; }
}

/// <summary>A gain for each element of a run.</summary>
internal readonly struct AlongRun : IGainPlace
{
    public static bool IsAlongRun => true;
}

/// <summary>A gain for each group.</summary>
internal readonly struct OfGroup : IGainPlace
{
    public static bool IsAlongRun => false;
}

namespace Curriculum.Arrays;

/// <summary>What a part of an index is.</summary>
internal enum SliceKind
{
    /// <summary>One position: the axis goes.</summary>
    Position,

    /// <summary>A range of positions: the axis stays.</summary>
    Range,

    /// <summary>An array of positions or a mask.</summary>
    Array,

    /// <summary>A new axis of length 1.</summary>
    NewAxis,

    /// <summary>As many whole axes as are missing.</summary>
    Ellipsis,
}

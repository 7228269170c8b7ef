namespace Curriculum.Ensembles;

/// <summary>How far a tree grows, and how many features each of its questions may choose from.</summary>
public sealed record TreeSettings
{
    /// <summary>The most questions on the way to a leaf: 1 for a stump. By default a tree grows until nothing is left to ask.</summary>
    public int MaxDepth { get; init; } = int.MaxValue;

    /// <summary>The fewest examples on either side of a question, 1 or more.</summary>
    public int MinLeaf { get; init; } = 1;

    /// <summary>How many features, drawn anew for every question, it is chosen from; null for all. A feature that is constant among the examples is not counted.</summary>
    /// <remarks>A random forest takes about √d of d for classes: Breiman, Random forests, Machine Learning 45, 2001, § 4.</remarks>
    public int? Features { get; init; }

    internal void Check(int features)
    {
        if (MaxDepth < 0)
            throw new ArgumentException($"DecisionTree: MaxDepth must be 0 (a single leaf) or more, got {MaxDepth}.");
        if (MinLeaf < 1)
            throw new ArgumentException($"DecisionTree: MinLeaf must be 1 or more, got {MinLeaf}.");
        if (Features is { } some && (some < 1 || some > features))
            throw new ArgumentException($"DecisionTree: Features must be 1 to {features}, the columns of x, got {some}. Leave it null for all of them.");
    }
}

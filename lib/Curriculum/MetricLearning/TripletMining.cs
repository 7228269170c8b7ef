namespace Curriculum.MetricLearning;

/// <summary>Which triplets of a batch a loss is taken of.</summary>
public enum TripletMining
{
    /// <summary>Every anchor with every other example of its class and every example of another.</summary>
    All,

    /// <summary>For each anchor and positive the nearest negative that lies farther than the positive but within the margin.</summary>
    SemiHard,

    /// <summary>For each anchor and positive every negative that lies farther than the positive but within the margin.</summary>
    AllSemiHard,

    /// <summary>For each anchor its farthest positive and its nearest negative.</summary>
    BatchHard,
}

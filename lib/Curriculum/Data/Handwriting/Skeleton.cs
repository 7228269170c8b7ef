namespace Curriculum.Data.Handwriting;

/// <summary>One way of writing a digit: points of the pen's path, and the smooth curves through them, as indices of points.</summary>
internal sealed record Skeleton((double X, double Y)[] Points, int[][] Curves);

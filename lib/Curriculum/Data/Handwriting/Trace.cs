namespace Curriculum.Data.Handwriting;

/// <summary>A point of the pen's path; <paramref name="Start"/> says that the pen comes down here, so that no line leads to it.</summary>
internal readonly record struct Trace((double X, double Y) At, bool Start);

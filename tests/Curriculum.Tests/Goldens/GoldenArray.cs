namespace Curriculum.Tests.Goldens;

/// <summary>An array of a golden file: its type ("float64", "int64" or "bool"), its shape and its elements row by row.</summary>
public sealed record GoldenArray(string DType, int[] Shape, double[] Data);

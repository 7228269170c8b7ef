namespace Curriculum.Optimizers;

/// <summary>The numbers of one step of Adam, all corrections worked in: w ← w − Rate·m / (√v·Root + Epsilon).</summary>
internal readonly record struct AdamSettings(double Rate, double Root, double Epsilon, double Fresh1, double Fresh2);

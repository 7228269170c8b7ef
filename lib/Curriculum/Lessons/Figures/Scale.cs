namespace Curriculum.Lessons.Figures;

/// <summary>Maps a value on an axis to a place on the page.</summary>
internal sealed record Scale(double Low, double High, bool IsLog, double From, double To)
{
    /// <summary>The place of <paramref name="value"/>; a value outside the axis lands outside the plot.</summary>
    public double this[double value] => From + ((To - From) * Fraction(value));

    /// <summary>0 at the lower end, 1 at the upper.</summary>
    public double Fraction(double value) => IsLog
        ? Math.Log(value / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>Whether the value can be drawn at all: it is finite and, on a logarithmic axis, positive.</summary>
    public bool CanShow(double value) => double.IsFinite(value) && (!IsLog || value > 0);

    /// <summary>Whether the value lies inside the axis.</summary>
    public bool Contains(double value) => CanShow(value) && value >= Low && value <= High;

    public Tick[] Ticks(int wanted, bool wholeNumbers) => IsLog
        ? Figures.Ticks.Logarithmic(Low, High, wanted)
        : Figures.Ticks.Linear(Low, High, wanted, wholeNumbers);
}

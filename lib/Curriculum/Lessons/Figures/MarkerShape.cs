namespace Curriculum.Lessons.Figures;

/// <summary>The outlines of the point markers.</summary>
internal static class MarkerShape
{
    /// <summary>How many shapes there are.</summary>
    public const int Count = 6;

    /// <summary>An SVG path for marker <paramref name="shape"/> about (x, y).</summary>
    public static string Path(int shape, double x, double y, double r) => shape switch
    {
        0 => $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0z",
        1 => Polygon((x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)),
        2 => Polygon((x, y - (1.2 * r)), (x + (1.1 * r), y + (0.8 * r)), (x - (1.1 * r), y + (0.8 * r))),
        3 => Polygon((x, y - (1.3 * r)), (x + (1.3 * r), y), (x, y + (1.3 * r)), (x - (1.3 * r), y)),
        4 => Polygon((x, y + (1.2 * r)), (x + (1.1 * r), y - (0.8 * r)), (x - (1.1 * r), y - (0.8 * r))),
        _ => Cross(x, y, r, r / 3),
    };

    private static string Cross(double x, double y, double r, double w) => Polygon(
        (x - w, y - r), (x + w, y - r), (x + w, y - w), (x + r, y - w), (x + r, y + w), (x + w, y + w),
        (x + w, y + r), (x - w, y + r), (x - w, y + w), (x - r, y + w), (x - r, y - w), (x - w, y - w));

    private static string Polygon(params (double X, double Y)[] points) => "M" + string.Join('L', points.Select(p => $"{N(p.X)} {N(p.Y)}")) + "z";

    private static string N(double value) => SvgBuilder.Number(value);
}

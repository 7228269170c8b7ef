namespace Curriculum.Data.Handwriting;

/// <summary>A 28×28 sheet of paper on which round-ended strokes are drawn with soft edges.</summary>
internal sealed class Canvas
{
    /// <summary>Pixels a side.</summary>
    public const int Side = 28;

    private readonly double[] _ink = new double[Side * Side];

    /// <summary>Draws a straight stroke from a to b, whose half width goes evenly from ra to rb (pixels; a pixel's centre is at a half).</summary>
    /// <remarks>Ink of a pixel: its distance inside the edge, plus one half, cut to 0 … 1; where strokes cross, the larger ink stays.</remarks>
    public void Stroke(double ax, double ay, double ra, double bx, double by, double rb)
    {
        double reach = Math.Max(ra, rb) + 0.5;
        var (left, right) = Range(Math.Min(ax, bx) - reach, Math.Max(ax, bx) + reach);
        var (top, bottom) = Range(Math.Min(ay, by) - reach, Math.Max(ay, by) + reach);
        var (dx, dy) = (bx - ax, by - ay);
        double length2 = (dx * dx) + (dy * dy);
        double inverse = length2 > 0 ? 1 / length2 : 0;
        for (int row = top; row < bottom; row++)
        {
            for (int column = left; column < right; column++)
            {
                var (px, py) = (column + 0.5 - ax, row + 0.5 - ay);
                double t = Math.Clamp(((px * dx) + (py * dy)) * inverse, 0, 1);
                var (ex, ey) = (px - (t * dx), py - (t * dy));
                double edge = ra + (t * (rb - ra)) + 0.5;
                double distance2 = (ex * ex) + (ey * ey);
                if (distance2 >= edge * edge)
                    continue;
                double ink = Math.Min(edge - Math.Sqrt(distance2), 1);
                ref double pixel = ref _ink[(row * Side) + column];
                pixel = Math.Max(pixel, ink);
            }
        }
    }

    /// <summary>Writes the sheet as bytes, 0 = paper, 255 = ink, and wipes it.</summary>
    public void Develop(Span<byte> image)
    {
        for (int i = 0; i < _ink.Length; i++)
            image[i] = (byte)((_ink[i] * 255) + 0.5);
        Array.Clear(_ink);
    }

    private static (int From, int To) Range(double from, double to) => (Math.Max((int)Math.Floor(from), 0), Math.Min((int)Math.Ceiling(to), Side));
}

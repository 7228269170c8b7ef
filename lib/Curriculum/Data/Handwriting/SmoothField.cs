namespace Curriculum.Data.Handwriting;

/// <summary>A smooth random displacement of the plane: a lattice of random vectors under a quadratic B-spline.</summary>
/// <remarks>The idea of elastic distortion: Simard, Steinkraus and Platt, Best practices for convolutional neural networks, ICDAR 2003, section 2; here it moves the pen, not the pixels.</remarks>
internal readonly ref struct SmoothField
{
    /// <summary>Lattice vectors a side; the unit box lies in the middle of the lattice.</summary>
    public const int Side = 5;

    private readonly Span<double> _lattice;

    /// <summary>Draws the field's lattice into <paramref name="lattice"/> (2·Side² numbers).</summary>
    public SmoothField(Span<double> lattice, double spread, ref RandomStream random)
    {
        _lattice = lattice;
        for (int i = 0; i < 2 * Side * Side; i++)
            lattice[i] = spread * random.Normal();
    }

    /// <summary>The displacement at a point of the unit box.</summary>
    public (double X, double Y) At(double x, double y)
    {
        // Side − 2 spans cover a box a little larger than the unit box, which slanted points may leave.
        var (column, u) = Span((x + 0.25) / 1.5);
        var (row, v) = Span((y + 0.25) / 1.5);
        var (dx, dy) = (0.0, 0.0);
        for (int j = 0; j < 3; j++)
        {
            for (int i = 0; i < 3; i++)
            {
                double weight = Weight(i, u) * Weight(j, v);
                int k = 2 * (((row + j) * Side) + column + i);
                dx += weight * _lattice[k];
                dy += weight * _lattice[k + 1];
            }
        }
        return (dx, dy);
    }

    private static (int Index, double Fraction) Span(double t)
    {
        double scaled = Math.Clamp(t, 0, 1) * (Side - 2);
        int index = Math.Min((int)scaled, Side - 3);
        return (index, scaled - index);
    }

    // The three quadratic B-spline weights at fraction u of a span; they sum to 1.
    private static double Weight(int i, double u) => i switch
    {
        0 => 0.5 * (1 - u) * (1 - u),
        1 => 0.5 + (u * (1 - u)),
        _ => 0.5 * u * u,
    };
}

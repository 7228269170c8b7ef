namespace Curriculum.Data.Handwriting;

/// <summary>Writes digits: chooses a way, lets the hand vary it, and draws it centred as MNIST's are (box of 20 pixels, centre of mass in the middle).</summary>
/// <remarks>Every step is an addition, product, quotient, square root or floor of float64, which IEEE 754 rounds alike everywhere; so the bytes are the same on every machine.</remarks>
internal sealed class Writer(Hand hand)
{
    private const int StepsPerSpan = 6;

    private readonly Canvas _canvas = new();
    private readonly List<(double X, double Y)> _points = [];
    private readonly List<Trace> _traces = [];

    /// <summary>Writes <paramref name="digit"/> into <paramref name="image"/>, every choice drawn from <paramref name="random"/>.</summary>
    public void Write(int digit, ref RandomStream random, Span<byte> image)
    {
        var ways = Skeletons.Ways[digit];
        var way = ways[random.Integer(ways.Length)];
        Shake(way, ref random);
        Trace(way);
        Bend(ref random);
        Pose(ref random);
        Draw(ref random);
        _canvas.Develop(image);
    }

    // The hand never hits the same points twice.
    private void Shake(Skeleton way, ref RandomStream random)
    {
        _points.Clear();
        foreach (var (x, y) in way.Points)
            _points.Add((x + (hand.Tremor * random.Normal()), y + (hand.Tremor * random.Normal())));
    }

    private void Trace(Skeleton way)
    {
        _traces.Clear();
        foreach (var curve in way.Curves)
        {
            _traces.Add(new Trace(_points[curve[0]], Start: true));
            for (int span = 0; span + 1 < curve.Length; span++)
            {
                var (b, c) = (_points[curve[span]], _points[curve[span + 1]]);
                // Beyond an end, the neighbour is mirrored: the curve leaves straight.
                var a = span > 0 ? _points[curve[span - 1]] : (X: (2 * b.X) - c.X, Y: (2 * b.Y) - c.Y);
                var d = span + 2 < curve.Length ? _points[curve[span + 2]] : (X: (2 * c.X) - b.X, Y: (2 * c.Y) - b.Y);
                for (int step = 1; step <= StepsPerSpan; step++)
                {
                    double t = (double)step / StepsPerSpan;
                    _traces.Add(new Trace((Spline(a.X, b.X, c.X, d.X, t), Spline(a.Y, b.Y, c.Y, d.Y, t)), Start: false));
                }
            }
        }
    }

    // Catmull and Rom 1974: the cubic from b to c whose tangents are (c − a)/2 and (d − b)/2.
    private static double Spline(double a, double b, double c, double d, double t) =>
        b + (0.5 * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));

    private void Bend(ref RandomStream random)
    {
        double waist = 4 * hand.Waist * random.Normal();
        var field = new SmoothField(stackalloc double[2 * SmoothField.Side * SmoothField.Side], hand.Warp, ref random);
        for (int i = 0; i < _traces.Count; i++)
        {
            var (x, y) = _traces[i].At;
            var (dx, dy) = field.At(x, y);
            _traces[i] = _traces[i] with { At = (x + dx, y + dy + (waist * y * (1 - y))) };
        }
    }

    // Width, slant and turn, one after the other.
    private void Pose(ref RandomStream random)
    {
        double width = 1 + (hand.WidthSpread * random.Normal());
        double slant = hand.Slant + (hand.SlantSpread * random.Normal());
        // cos and sin of the angle whose half has tangent t, without a cosine: (1 − t²)/(1 + t²) and 2t/(1 + t²).
        double t = 0.5 * hand.Turn * random.Normal();
        var (cos, sin) = ((1 - (t * t)) / (1 + (t * t)), 2 * t / (1 + (t * t)));
        for (int i = 0; i < _traces.Count; i++)
        {
            var (x, y) = _traces[i].At;
            x = (width * x) - (slant * y);
            _traces[i] = _traces[i] with { At = ((cos * x) - (sin * y), (sin * x) + (cos * y)) };
        }
    }

    private void Draw(ref RandomStream random)
    {
        double radius = Math.Clamp(hand.Radius + (hand.RadiusSpread * random.Normal()), 0.5, 2.2);
        var (first, last) = (1 + (hand.Pressure * random.Normal()), 1 + (hand.Pressure * random.Normal()));
        double size = Math.Min(hand.Size + (hand.SizeSpread * random.Normal()), Canvas.Side - 4) - (2 * radius);
        var (shiftX, shiftY) = (hand.Shift * random.Normal(), hand.Shift * random.Normal());

        var (left, top, right, bottom) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        var (sumX, sumY, mass) = (0.0, 0.0, 0.0);
        for (int i = 0; i < _traces.Count; i++)
        {
            var (x, y) = _traces[i].At;
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
            if (_traces[i].Start)
                continue;
            var (fromX, fromY) = _traces[i - 1].At;
            double length = Math.Sqrt(((x - fromX) * (x - fromX)) + ((y - fromY) * (y - fromY)));
            sumX += length * (x + fromX) / 2;
            sumY += length * (y + fromY) / 2;
            mass += length;
        }

        double scale = size / Math.Max(right - left, bottom - top);
        double margin = 0.5 + (radius * Math.Max(first, last));
        var (offsetX, offsetY) = (
            Offset(shiftX - (scale * sumX / mass), scale * left, scale * right),
            Offset(shiftY - (scale * sumY / mass), scale * top, scale * bottom));
        for (int i = 1; i < _traces.Count; i++)
        {
            if (_traces[i].Start)
                continue;
            var (a, b) = (_traces[i - 1].At, _traces[i].At);
            _canvas.Stroke(
                (scale * a.X) + offsetX, (scale * a.Y) + offsetY, Radius(i - 1),
                (scale * b.X) + offsetX, (scale * b.Y) + offsetY, Radius(i));
        }

        // The centre of mass goes to the middle, unless ink would leave the sheet.
        double Offset(double wanted, double low, double high) =>
            Math.Clamp((Canvas.Side / 2.0) + wanted, margin - low, Canvas.Side - margin - high);

        double Radius(int i) => radius * (first + ((last - first) * i / _traces.Count));
    }
}

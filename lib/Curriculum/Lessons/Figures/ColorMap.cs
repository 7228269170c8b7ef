namespace Curriculum.Lessons.Figures;

/// <summary>Numbers to colours. A map with both signs has white at zero; one sign runs from dark to light. Both keep their order in grey and for the colour-blind.</summary>
internal sealed class ColorMap
{
    private static readonly (byte R, byte G, byte B)[] Sequential = [(68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141), (39, 173, 129), (92, 200, 99), (170, 220, 50), (253, 231, 37)];
    private static readonly (byte R, byte G, byte B)[] Diverging = [(5, 48, 97), (33, 102, 172), (67, 147, 195), (146, 197, 222), (247, 247, 247), (244, 165, 130), (214, 96, 77), (178, 24, 43), (103, 0, 31)];
    private readonly (byte R, byte G, byte B)[] _stops;

    private ColorMap((byte, byte, byte)[] stops, double low, double high) => (_stops, Low, High) = (stops, low, high);

    public double Low { get; }
    public double High { get; }

    /// <summary>The map for a matrix.</summary>
    public static ColorMap For(double[,] values)
    {
        var finite = values.Cast<double>().Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var (low, high) = (finite.Min(), finite.Max());
        if (low < 0 && high > 0)
        {
            var reach = Math.Max(-low, high);
            return new(Diverging, -reach, reach);
        }
        return low == high ? new(Sequential, low - 0.5, high + 0.5) : new(Sequential, low, high);
    }

    /// <summary>256 colours from the lowest value to the highest, then the grey that stands for "no number".</summary>
    public byte[] Palette()
    {
        var palette = new byte[256 * 3];
        for (var i = 0; i < 255; i++)
        {
            var place = i / 254.0 * (_stops.Length - 1);
            var stop = Math.Min((int)place, _stops.Length - 2);
            var (a, b, t) = (_stops[stop], _stops[stop + 1], place - stop);
            palette[3 * i] = Mix(a.R, b.R, t);
            palette[(3 * i) + 1] = Mix(a.G, b.G, t);
            palette[(3 * i) + 2] = Mix(a.B, b.B, t);
        }
        palette.AsSpan(255 * 3).Fill(0xBB);
        return palette;
    }

    /// <summary>The place of a value in the palette; 255 for what is no number.</summary>
    public byte Index(double value) => double.IsFinite(value) ? (byte)Math.Round(Math.Clamp((value - Low) / (High - Low), 0, 1) * 254, MidpointRounding.AwayFromZero) : (byte)255;

    /// <summary>Whether dark text is the legible one on the colour of <paramref name="value"/>.</summary>
    public bool IsLight(double value)
    {
        var i = Index(value) * 3;
        var palette = Palette();
        return (0.299 * palette[i]) + (0.587 * palette[i + 1]) + (0.114 * palette[i + 2]) > 140;
    }

    private static byte Mix(byte a, byte b, double t) => (byte)Math.Round(a + ((b - a) * t), MidpointRounding.AwayFromZero);
}

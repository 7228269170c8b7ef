namespace Curriculum.Data.Handwriting;

/// <summary>How much the writing varies from image to image: the knobs that were turned until the set was about as hard as MNIST, and then fixed.</summary>
/// <remarks>Lengths are in heights of the digit unless said otherwise; a spread is a standard deviation.</remarks>
internal sealed record Hand
{
    /// <summary>Spread of each point of the pen's path, independently.</summary>
    public double Tremor { get; init; } = 0.015;

    /// <summary>Spread of a smooth field that bends the whole digit.</summary>
    public double Warp { get; init; } = 0.022;

    /// <summary>Spread of the place of the waist, up or down: how much larger the lower half is than the upper half.</summary>
    public double Waist { get; init; } = 0.055;

    /// <summary>Mean of the slant (x moved per unit of y, to the right at the top).</summary>
    public double Slant { get; init; } = 0.12;

    /// <summary>Spread of the slant.</summary>
    public double SlantSpread { get; init; } = 0.18;

    /// <summary>Spread of the rotation, in radians (nearly: it is twice the tangent of half the angle).</summary>
    public double Turn { get; init; } = 0.18;

    /// <summary>Spread of the width of the digit, as a factor.</summary>
    public double WidthSpread { get; init; } = 0.12;

    /// <summary>Mean of half the stroke's width, in pixels.</summary>
    public double Radius { get; init; } = 1.15;

    /// <summary>Spread of half the stroke's width from image to image, in pixels.</summary>
    public double RadiusSpread { get; init; } = 0.25;

    /// <summary>Spread of the stroke's width along the stroke, as a factor at its two ends.</summary>
    public double Pressure { get; init; } = 0.15;

    /// <summary>Longer side of the digit's box, in pixels.</summary>
    public double Size { get; init; } = 20;

    /// <summary>Spread of the longer side, in pixels.</summary>
    public double SizeSpread { get; init; } = 0.8;

    /// <summary>Spread of the place of the centre of mass, in pixels.</summary>
    public double Shift { get; init; } = 0.7;
}

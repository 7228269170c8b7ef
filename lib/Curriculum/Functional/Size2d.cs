namespace Curriculum.Functional;

/// <summary>A height and a width: of a kernel, a stride, a padding or a dilation. A single number stands for both, a pair for the two.</summary>
/// <param name="Height">Along the rows of an image.</param>
/// <param name="Width">Along its columns.</param>
public readonly record struct Size2d(int Height, int Width)
{
    /// <summary>The same in both directions.</summary>
    public static implicit operator Size2d(int both) => new(both, both);

    /// <summary>Height and width.</summary>
    public static implicit operator Size2d((int Height, int Width) pair) => new(pair.Height, pair.Width);

    /// <summary>Such as "3×2".</summary>
    public override string ToString() => $"{Height}×{Width}";
}

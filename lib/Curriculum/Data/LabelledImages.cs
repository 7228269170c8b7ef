namespace Curriculum.Data;

/// <summary>Images of 28×28 bytes, one after the other (0 = paper, 255 = ink), and their labels.</summary>
internal readonly record struct LabelledImages(byte[] Pixels, byte[] Labels)
{
    public int Count => Labels.Length;

    /// <summary>A run of images; also what <c>images[..100]</c> means.</summary>
    public LabelledImages Slice(int start, int length)
    {
        int area = Pixels.Length / Count;
        return new(Pixels[(start * area)..((start + length) * area)], Labels[start..(start + length)]);
    }
}

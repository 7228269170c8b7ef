namespace Curriculum.Data;

/// <summary>Images of 28×28 bytes, one after the other (0 = paper, 255 = ink), and their labels.</summary>
internal readonly record struct LabelledImages(byte[] Pixels, byte[] Labels);

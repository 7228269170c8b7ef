namespace Curriculum.Gpu.Kernels;

/// <summary>What a normalisation is made of, for kernels.</summary>
/// <param name="Share">1 / the elements of a line.</param>
/// <param name="Epsilon">ε.</param>
/// <param name="Gain">Where gains lie.</param>
/// <param name="HasShift">Whether there are shifts: 1 or 0.</param>
internal readonly record struct NormaliseForm(double Share, double Epsilon, GainPlace Gain, int HasShift);

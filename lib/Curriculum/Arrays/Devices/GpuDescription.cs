namespace Curriculum.Arrays.Devices;

/// <summary>A graphics processor as its driver describes it.</summary>
/// <param name="Name">What its maker calls it.</param>
/// <param name="Memory">Bytes of its memory.</param>
/// <param name="Capability">What its generation can do: the compute capability, such as 9.0.</param>
/// <param name="Refusal">Why it cannot be used, and what helps; null where it can.</param>
internal sealed record GpuDescription(string Name, long Memory, string Capability, string? Refusal = null);

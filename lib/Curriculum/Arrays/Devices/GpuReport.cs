namespace Curriculum.Arrays.Devices;

/// <summary>What is there when graphics processors are looked for.</summary>
/// <param name="Driver">The driver and its version, such as CUDA 12.8; null where none was found.</param>
/// <param name="Trouble">Why there is no device at all, and what helps: a sentence; null where there is one.</param>
/// <param name="Found">The devices, by number.</param>
internal sealed record GpuReport(string? Driver, string? Trouble, IReadOnlyList<GpuDescription> Found);

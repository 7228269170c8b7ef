namespace Curriculum.Data;

/// <summary>One file of public data: what it must be, byte for byte, and where to get it.</summary>
/// <param name="Path">Where it lies inside a data folder, with forward slashes: <c>mnist/t10k-labels-idx1-ubyte.gz</c>.</param>
/// <param name="Bytes">Its exact size.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Addresses">Public addresses that serve the same bytes, the preferred one first.</param>
public sealed record DataFile(string Path, long Bytes, string Sha256, IReadOnlyList<Uri> Addresses);

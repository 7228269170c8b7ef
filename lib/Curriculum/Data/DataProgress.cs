namespace Curriculum.Data;

/// <summary>How far the download of one file is.</summary>
/// <param name="File">The file.</param>
/// <param name="Received">Bytes at hand so far, those of an earlier, interrupted download included; <see cref="DataFile.Bytes"/> at the end.</param>
/// <param name="Address">Where the bytes come from; null when the file was there already.</param>
public readonly record struct DataProgress(DataFile File, long Received, Uri? Address);

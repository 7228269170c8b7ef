namespace Curriculum.Data;

/// <summary>One data set of the manifest: what it is, whose it is, and the files it consists of.</summary>
/// <param name="Name">The name that <c>--dataset</c> and <c>data get</c> take: <c>mnist</c>.</param>
/// <param name="Description">One line on what is in it.</param>
/// <param name="Licence">The licence under which it may be used.</param>
/// <param name="Origin">Who made it, from what.</param>
/// <param name="Files">Its files; none when the library generates the set.</param>
public sealed record DataEntry(string Name, string Description, string Licence, string Origin, IReadOnlyList<DataFile> Files)
{
    /// <summary>True when the library makes this set itself, so that there is nothing to download.</summary>
    public bool IsGenerated => Files.Count == 0;

    /// <summary>The size of all its files together.</summary>
    public long Bytes => Files.Sum(f => f.Bytes);
}

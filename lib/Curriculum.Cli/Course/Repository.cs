namespace Curriculum.Cli.Course;

/// <summary>The checkout of the course: where its folders lie.</summary>
internal sealed record Repository(string Root)
{
    private const string Marker = "Curriculum.sln";

    /// <summary>The lessons as published.</summary>
    public string Notebooks => Path.Combine(Root, "notebooks");

    /// <summary>The learner's own copies; git ignores it.</summary>
    public string Work => Path.Combine(Root, "work");

    /// <summary>The one DLL that lessons reference.</summary>
    public string Library => Path.Combine(Root, "lib", "Curriculum", "bin", "Release", "Curriculum.dll");

    /// <summary>The checkout that holds one of <paramref name="folders"/>, tried in order.</summary>
    /// <exception cref="CliException">None of them lies inside a checkout of the course.</exception>
    public static Repository Find(params string[] folders)
    {
        foreach (var folder in folders)
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, Marker))) return new Repository(at.FullName);
            }
        }
        throw CliException.Usage($"{folders[0]} is not inside a checkout of the course (no folder above it holds {Marker}). Go to the folder that you cloned, and run the command there.");
    }

    /// <summary>Whether a path lies in <see cref="Notebooks"/>.</summary>
    public bool IsPublished(string path) => path.StartsWith(Notebooks + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>A path as a learner reads it: from the root, with forward slashes.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}

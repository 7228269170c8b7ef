using Curriculum.Engine.Execution;

namespace Curriculum.Cli.Course;

/// <summary>The sections that are there, in the order in which they are read.</summary>
internal sealed class CourseMap
{
    private CourseMap(Repository repository, IReadOnlyList<Section> sections)
    {
        Repository = repository;
        Sections = sections;
    }

    /// <summary>The checkout.</summary>
    public Repository Repository { get; }

    /// <summary>By Day, then by number.</summary>
    public IReadOnlyList<Section> Sections { get; }

    /// <summary>Every notebook of every section.</summary>
    public IEnumerable<string> Notebooks => Sections.SelectMany(section => section.Notebooks);

    /// <summary>Looks for <c>notebooks/dayN/sectionM-name/lesson.ipynb</c>.</summary>
    public static CourseMap Read(Repository repository)
    {
        if (!Directory.Exists(repository.Notebooks)) return new CourseMap(repository, []);
        var sections =
            from day in Directory.EnumerateDirectories(repository.Notebooks, "day*")
            from folder in Directory.EnumerateDirectories(day, "section*")
            let section = Section.Of(folder)
            where section is not null && File.Exists(section.Lesson)
            orderby section.Day, section.Number, section.Slug
            select section;
        return new CourseMap(repository, [.. sections]);
    }

    /// <summary>The sections that <paramref name="name"/> means: one, a whole Day, or <c>all</c>.</summary>
    /// <exception cref="CliException">None has that name; the nearest names are suggested.</exception>
    public IReadOnlyList<Section> Find(string name)
    {
        if (Sections.Count == 0) throw CliException.Failed($"There is no lesson in {Repository.Notebooks}.");
        var wanted = name.Trim().Replace('\\', '/').Trim('/');
        if (wanted.StartsWith("notebooks/", StringComparison.OrdinalIgnoreCase)) wanted = wanted["notebooks/".Length..];
        if (wanted.Equals("all", StringComparison.OrdinalIgnoreCase)) return Sections;

        var found = Sections.Where(section => Named(wanted, section.Names) || Named(wanted, [$"day{section.Day}"])).ToList();
        return found.Count > 0 ? found : throw Unknown(name, wanted);
    }

    private static bool Named(string wanted, IEnumerable<string> names) => names.Contains(wanted, StringComparer.OrdinalIgnoreCase);

    private CliException Unknown(string typed, string wanted)
    {
        var names = Sections.SelectMany(section => section.Names).Concat(Sections.Select(section => $"day{section.Day}"));
        var suggestion = NearestNames.Suggestion(wanted, names);
        return CliException.Usage($"There is no section '{typed}'. {suggestion}{(suggestion.Length > 0 ? " " : "")}`curriculum list` shows all {Sections.Count}.");
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Curriculum.Cli.Course;

/// <summary>One section of the course: the folder <c>notebooks/dayN/sectionM-name</c>.</summary>
/// <param name="Folder">The folder's full path.</param>
/// <param name="Day">N.</param>
/// <param name="Number">M.</param>
/// <param name="Slug">The name behind the number.</param>
internal sealed partial record Section(string Folder, int Day, int Number, string Slug)
{
    /// <summary>The file name of every lesson.</summary>
    public const string LessonFile = "lesson.ipynb";

    /// <summary>The name that commands take: <c>day2/section1</c>.</summary>
    public string Id => $"day{Day}/section{Number}";

    /// <summary>The lesson itself.</summary>
    public string Lesson => Path.Combine(Folder, LessonFile);

    /// <summary>Every notebook of the section, the lesson first.</summary>
    public IReadOnlyList<string> Notebooks => NotebookFiles.In(Folder);

    /// <summary>All the names by which a learner may call the section.</summary>
    public IEnumerable<string> Names => [Id, $"{Id}-{Slug}", Slug];

    /// <summary>The section that a folder holds, or null where its name is not of that form.</summary>
    public static Section? Of(string folder)
    {
        var match = FolderName().Match(folder.Replace('\\', '/'));
        return match.Success
            ? new Section(folder, int.Parse(match.Groups["day"].Value), int.Parse(match.Groups["section"].Value), match.Groups["slug"].Value)
            : null;
    }

    /// <summary>Reads what the lesson says of itself.</summary>
    /// <exception cref="CliException">It cannot be read, or says another day or section than its folder.</exception>
    public LessonMetadata ReadMetadata()
    {
        try
        {
            var metadata = LessonMetadata.Read(Lesson);
            return (metadata.Day, metadata.Section) == (Day, Number)
                ? metadata
                : throw CliException.Failed($"{Lesson}: the metadata says day {metadata.Day}, section {metadata.Section}; the folder says {Id}.");
        }
        catch (JsonException e)
        {
            throw CliException.Failed($"{Lesson}, line {e.LineNumber + 1}: the file is not valid JSON. {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw CliException.Failed($"{Lesson}: {e.Message}", e);
        }
    }

    [GeneratedRegex("/day(?<day>[0-9]{1,3})/section(?<section>[0-9]{1,3})-(?<slug>[a-z0-9-]+)$")]
    private static partial Regex FolderName();
}

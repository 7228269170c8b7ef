using System.Xml;
using System.Xml.Linq;
using Curriculum.Cli.Course;
using Curriculum.Engine.Documents;
using Curriculum.Engine.Execution;

namespace Curriculum.Cli.Parts;

/// <summary>The optional parts of a checkout, and the file that says which of them are added.</summary>
/// <remarks><c>Parts.props</c> is imported by the projects of the parts; git ignores it, because what can be restored differs from machine to machine.</remarks>
internal sealed class PartList(Repository repository)
{
    private const string Mark = "OptionalPart.props";
    private const string Property = "CurriculumParts";

    private readonly string _file = Path.Combine(repository.Root, "Parts.props");

    /// <summary>Every part, by name.</summary>
    public IReadOnlyList<Part> All { get; } =
    [
        .. from project in Projects(repository, "lib")
           let name = Path.GetFileNameWithoutExtension(project)["Curriculum.".Length..]
           let tests = Projects(repository, "tests").Where(test => Path.GetFileName(test).StartsWith($"Curriculum.{name}.", StringComparison.Ordinal))
           orderby name
           select new Part(name, XDocument.Load(project).Descendants("Description").FirstOrDefault()?.Value ?? "", [project, .. tests]),
    ];

    /// <summary>The names of the parts that are added.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public IReadOnlyList<string> Added
    {
        get
        {
            if (!File.Exists(_file)) return [];
            try
            {
                return XDocument.Load(_file).Descendants(Property).FirstOrDefault()?.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
            }
            catch (XmlException e)
            {
                throw CliException.Failed($"{repository.Relative(_file)} cannot be read: {e.Message} Delete it, and add the parts again.", e);
            }
        }
    }

    /// <summary>The part that the learner named.</summary>
    /// <exception cref="CliException">There is none of that name.</exception>
    public Part Find(string typed) =>
        All.FirstOrDefault(part => part.Id.Equals(typed, StringComparison.OrdinalIgnoreCase))
        ?? throw CliException.Usage($"There is no part '{typed}'. {NearestNames.Suggestion(typed, All.Select(part => part.Id))} `curriculum parts list` shows them.".Replace(".  ", ". ", StringComparison.Ordinal));

    /// <summary>Writes a part into the file.</summary>
    public void Add(Part part) => Write([.. Added.Append(part.Name).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>Takes a part out of the file, and its build away: the library finds parts by their builds.</summary>
    public void Remove(Part part)
    {
        Write([.. Added.Where(name => name != part.Name)]);
        foreach (var builds in part.Projects.Select(project => Path.Combine(Path.GetDirectoryName(project)!, "bin")).Where(Directory.Exists)) Directory.Delete(builds, recursive: true);
    }

    private static IEnumerable<string> Projects(Repository repository, string folder) =>
        from project in Directory.Exists(Path.Combine(repository.Root, folder)) ? Directory.EnumerateFiles(Path.Combine(repository.Root, folder), "Curriculum.*.csproj", SearchOption.AllDirectories) : []
        where File.ReadAllText(project).Contains(Mark, StringComparison.Ordinal)
        orderby project
        select project;

    private void Write(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
            File.Delete(_file);
        else
            AtomicFile.WriteText(_file, $"<!-- Written by `curriculum parts add`; `curriculum parts remove` takes a part out again. -->\n{new XElement("Project", new XElement("PropertyGroup", new XElement(Property, string.Join(';', names))))}\n");
    }
}

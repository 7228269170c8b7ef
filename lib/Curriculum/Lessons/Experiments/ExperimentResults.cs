using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Curriculum.Lessons.Experiments;

/// <summary>What <c>curriculum reproduce</c> found: every variant over the seeds, with what is needed to find it again.</summary>
/// <remarks>The library gives the same bits on every machine, so repeating <see cref="Command"/> gives the same file.</remarks>
/// <param name="Experiment">The experiment's name.</param>
/// <param name="DataSet">The data set's name.</param>
/// <param name="TrainImages">How many images there were to learn from.</param>
/// <param name="TestImages">How many there were to be tested on.</param>
/// <param name="Seeds">How many seeds: 0 … Seeds − 1.</param>
/// <param name="Rows">One row a variant.</param>
/// <param name="Measures">Other figures by name, one value a seed.</param>
public sealed record ExperimentResults(
    string Experiment, string DataSet, int TrainImages, int TestImages, int Seeds, IReadOnlyList<ResultRow> Rows, IReadOnlyDictionary<string, double[]> Measures)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command that makes this file.</summary>
    public string Command => $"curriculum reproduce {Experiment} --dataset {DataSet} --seeds {Seeds}{(Device is null ? "" : $" --device {Device.Split(' ')[0]}")}";

    /// <summary>What it was computed on, where that was not the processor: then another device may differ in the last digits.</summary>
    public string? Device { get; init => field = value == Arrays.Device.Cpu.Name ? null : value; }

    /// <summary>The row of a variant.</summary>
    /// <param name="id">The variant's short name.</param>
    /// <exception cref="ResultsException">There is no such row.</exception>
    public ResultRow this[string id] => Rows.FirstOrDefault(r => r.Id == id)
        ?? throw new ResultsException($"Results of {Experiment}: id must be one of {string.Join(", ", Rows.Select(r => r.Id))}, got \"{id}\".");

    /// <summary>The name of the file that holds an experiment's results on a data set.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="dataSet">The data set's name.</param>
    public static string FileName(string experiment, string dataSet) => $"{experiment}.{dataSet}.json";

    /// <summary>Reads the committed results of an experiment, from <c>data/results</c> of the checkout that the current folder is in.</summary>
    /// <param name="experiment">The experiment's name.</param>
    /// <param name="dataSets">The data set's name; further names stand in for it where there are no results on it.</param>
    /// <exception cref="ResultsException">There is no such file, or it cannot be read.</exception>
    public static ExperimentResults Load(string experiment, params string[] dataSets)
    {
        ArgumentNullException.ThrowIfNull(dataSets);
        string[] names = [.. dataSets.Select(d => FileName(experiment, d))];
        return Read(names.Select(Find).FirstOrDefault(file => file is not null) ?? throw new ResultsException(
            $"Results: data/results/{string.Join(" or ", names)} must be in or above {Environment.CurrentDirectory}, found none. "
            + $"Make it with: curriculum reproduce {experiment}{(dataSets.Length > 0 ? $" --dataset {dataSets[0]}" : "")}"));
    }

    /// <summary>Reads a results file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ResultsException">It cannot be read.</exception>
    public static ExperimentResults Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ExperimentResults>(File.ReadAllText(path), Json) is { Rows: not null, Measures: not null } results
                ? results
                : throw new JsonException("the file holds no results");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new ResultsException($"Results: {path} must be what `curriculum reproduce` writes, and is not: {e.Message}", e);
        }
    }

    /// <summary>Writes the file: whole or not at all, one line a list, so that a difference can be read.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = full + ".new";
        File.WriteAllText(temporary, ToJson());
        File.Move(temporary, full, overwrite: true);
    }

    /// <summary>The text of the file.</summary>
    public string ToJson()
    {
        var text = new StringBuilder("{\n");
        Line(text, " ", "experiment", Experiment);
        Line(text, " ", "command", Command);
        if (Device is not null)
            Line(text, " ", "device", Device);
        Line(text, " ", "dataSet", DataSet);
        Line(text, " ", "trainImages", TrainImages);
        Line(text, " ", "testImages", TestImages);
        Line(text, " ", "seeds", Seeds);
        text.Append(" \"rows\": [\n");
        foreach (var row in Rows)
        {
            text.Append("  {\n");
            Line(text, "   ", "id", row.Id);
            Line(text, "   ", "settings", row.Settings);
            Line(text, "   ", "testBand", row.TestBand);
            Line(text, "   ", "trainBand", row.TrainBand);
            Line(text, "   ", "test", row.Test);
            Line(text, "   ", "train", row.Train);
            Line(text, "   ", "steps", row.Steps);
            Line(text, "   ", "curveMin", row.CurveMin);
            Line(text, "   ", "curveMax", row.CurveMax, last: true);
            text.Append(ReferenceEquals(row, Rows[^1]) ? "  }\n" : "  },\n");
        }

        text.Append(" ],\n");
        Line(text, " ", "measures", Measures, last: true);
        return text.Append("}\n").ToString();
    }

    private static void Line<T>(StringBuilder text, string indent, string name, T value, bool last = false)
        => text.Append(indent).Append('"').Append(name).Append("\": ").Append(JsonSerializer.Serialize(value, Json)).Append(last ? "\n" : ",\n");

    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            string file = Path.Combine(folder.FullName, "data", "results", name);
            if (File.Exists(file))
                return file;
        }

        return null;
    }
}

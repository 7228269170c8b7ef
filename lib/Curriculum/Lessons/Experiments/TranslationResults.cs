using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Curriculum.Text.Translation;

namespace Curriculum.Lessons.Experiments;

/// <summary>What <c>curriculum reproduce translation</c> found with one model from one seed.</summary>
/// <remarks>Losses, BLEU and the hash of the weights are the same on every machine, unless the settings name a device; the seconds are those of the machine that is named.</remarks>
/// <param name="Model">"transformer" or "rnn".</param>
/// <param name="Seed">Where all random numbers came from.</param>
/// <param name="DataSet">The corpus and the sizes of its parts and vocabularies.</param>
/// <param name="Parameters">How many numbers were learned.</param>
/// <param name="Settings">Everything else that decides the run, in words.</param>
/// <param name="Machine">What the seconds were measured on.</param>
/// <param name="Epochs">What was measured after each epoch.</param>
/// <param name="DevBleuBeginRedrawn">Dev BLEU of the finished model with the untrained vector of the source's BEGIN drawn anew, several times; empty where it is trained or never fed.</param>
/// <param name="Weights">SHA-256 of the final weights.</param>
public sealed record TranslationResults(
    string Model, uint Seed, string DataSet, long Parameters, IReadOnlyDictionary<string, string> Settings, string Machine, IReadOnlyList<TranslationEpoch> Epochs,
    double[] DevBleuBeginRedrawn, string Weights)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command that makes this file.</summary>
    public string Command => $"curriculum reproduce translation --model {Model} --seed {Seed} --epochs {Epochs.Count}{Option("warm-up")}{Option("label smoothing")}{Option("device")}";

    /// <summary>What was measured after the last epoch.</summary>
    public TranslationEpoch Last => Epochs[^1];

    /// <summary>The name of the file that holds the results of a model from a seed.</summary>
    /// <param name="model">"transformer" or "rnn".</param>
    /// <param name="seed">The seed.</param>
    public static string FileName(string model, uint seed) => $"translation.{model}.seed{seed}.json";

    /// <summary>Reads all committed results of a model, by seed, from <c>data/results</c> of the checkout that the current folder is in.</summary>
    /// <param name="model">"transformer" or "rnn".</param>
    /// <exception cref="ResultsException">There are none, or one cannot be read.</exception>
    public static IReadOnlyList<TranslationResults> Load(string model)
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            string results = Path.Combine(folder.FullName, "data", "results");
            if (Directory.Exists(results) && Directory.GetFiles(results, $"translation.{model}.seed*.json") is { Length: > 0 } files)
                return [.. files.Select(Read).OrderBy(r => r.Seed)];
        }

        throw new ResultsException(
            $"Results: data/results/{FileName(model, 1)} must be in or above {Environment.CurrentDirectory}, found none. Make it with: curriculum reproduce translation --model {model} --seed 1");
    }

    /// <summary>Reads a results file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ResultsException">It cannot be read.</exception>
    public static TranslationResults Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<TranslationResults>(File.ReadAllText(path), Json) is { Epochs.Count: > 0, Settings: not null, DevBleuBeginRedrawn: not null } results
                ? results
                : throw new JsonException("the file holds no results");
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new ResultsException($"Results: {path} must be what `curriculum reproduce translation` writes, and is not: {e.Message}", e);
        }
    }

    /// <summary>Writes the file: whole or not at all, one line an epoch, so that a difference can be read.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path)
    {
        string full = Path.GetFullPath(path), temporary = full + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(temporary, ToJson());
        File.Move(temporary, full, overwrite: true);
    }

    /// <summary>The text of the file.</summary>
    public string ToJson()
    {
        var text = new StringBuilder("{\n");
        Line("experiment", "translation");
        Line("command", Command);
        Line("model", Model);
        Line("seed", Seed);
        Line("dataSet", DataSet);
        Line("parameters", Parameters);
        Line("settings", Settings);
        Line("machine", Machine);
        text.Append(" \"epochs\": [\n  ").AppendJoin(",\n  ", Epochs.Select(epoch => JsonSerializer.Serialize(epoch, Json))).Append("\n ],\n");
        Line("devBleuBeginRedrawn", DevBleuBeginRedrawn);
        text.Append(" \"weights\": \"").Append(Weights).Append("\"\n}\n");
        return text.ToString();

        void Line<T>(string name, T value) => text.Append(" \"").Append(name).Append("\": ").Append(JsonSerializer.Serialize(value, Json)).Append(",\n");
    }

    // " --label-smoothing 0.1" where the setting is another than the course's; a device is called by its first word.
    private string Option(string setting)
        => Settings.TryGetValue(setting, out string? value) && value != "0" ? $" --{setting.Replace(' ', '-')} {value.Split(' ')[0]}" : "";
}

using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Progress;

/// <summary>The learner's state: <c>work/progress.json</c> of the checkout. Several notebooks may write at once, and no interruption leaves half a file.</summary>
/// <remarks>
/// Whoever changes it holds a lock, reads it anew, applies the change and renames a whole new file over the old one. So a reader sees one state or the next,
/// and of two notebooks neither loses what the other wrote. A file that cannot be read is renamed and told about, never overwritten.
/// </remarks>
internal sealed class ProgressFile(string path)
{
    /// <summary>The name of the file in <c>work/</c>.</summary>
    public const string Name = "progress.json";

    private const string WorkFolder = "work";
    private const string Marker = "Curriculum.sln";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // Japanese answers stay readable; the file is never part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Where it lies.</summary>
    public string Path { get; } = path;

    /// <summary>The file of the <c>work/</c> folder that <paramref name="folder"/> lies in, or null: what runs in <c>notebooks/</c> or elsewhere leaves no trace.</summary>
    /// <remarks>A folder called work counts only inside a checkout of the course; people keep their checkouts in folders of that name.</remarks>
    public static ProgressFile? Of(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (at.Name == WorkFolder && at.Parent is { } root && File.Exists(System.IO.Path.Combine(root.FullName, Marker)))
                return new(System.IO.Path.Combine(at.FullName, Name));
        }
        return null;
    }

    /// <summary>Reads it; a file that is not there is an empty one.</summary>
    /// <returns>The state, and what there is to tell about the file, if anything.</returns>
    /// <exception cref="IOException">It is there and cannot be opened, or another program holds it for too long.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="NotSupportedException">A newer version of the course wrote it.</exception>
    public (LearnerProgress Progress, Bilingual? Notice) Read()
    {
        if (!File.Exists(Path)) return (LearnerProgress.Empty, null);
        if (TryRead(out var progress) is null) return (progress, null);
        using var held = Lock();
        return ReadHeld();
    }

    /// <summary>Applies a change to what is there now.</summary>
    /// <returns>The new state, and what there is to tell about the file, if anything.</returns>
    /// <exception cref="IOException">It cannot be written, or another program holds it for too long; it is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// <exception cref="NotSupportedException">A newer version of the course wrote it.</exception>
    public (LearnerProgress Progress, Bilingual? Notice) Update(Func<LearnerProgress, LearnerProgress> change)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using var held = Lock();
        var (before, notice) = ReadHeld();
        var after = change(before);
        if (!ReferenceEquals(before, after)) Write(after);
        return (after, notice);
    }

    private (LearnerProgress, Bilingual?) ReadHeld()
    {
        if (!File.Exists(Path)) return (LearnerProgress.Empty, null);
        return TryRead(out var progress) is { } damage ? (LearnerProgress.Empty, SetAside(damage)) : (progress, null);
    }

    /// <summary>What is wrong with the text of the file, or null.</summary>
    private string? TryRead(out LearnerProgress progress)
    {
        progress = LearnerProgress.Empty;
        try
        {
            var json = File.ReadAllBytes(Path);
            var version = JsonSerializer.Deserialize<VersionOnly>(json, Options)?.Version;
            if (version > LearnerProgress.CurrentVersion)
                throw new NotSupportedException($"{Path} has version {version}, this library knows versions up to {LearnerProgress.CurrentVersion}. Update the course (git pull) and build it anew.");
            if (version is null or < 1) return "it has no version.";
            var read = JsonSerializer.Deserialize<LearnerProgress>(json, Options)!;
            if (read.Questions.ContainsValue(null!) || read.Exercises.ContainsValue(null!)) return "an entry is null.";
            // The reader makes maps of its own, which know ids only in the case in which they are written.
            progress = LearnerProgress.Empty with { Questions = LearnerProgress.Empty.Questions.SetItems(read.Questions), Exercises = LearnerProgress.Empty.Exercises.SetItems(read.Exercises) };
            return null;
        }
        catch (JsonException e)
        {
            return $"line {e.LineNumber + 1}: {e.Message}";
        }
    }

    private Bilingual SetAside(string damage)
    {
        var aside = Enumerable.Range(1, int.MaxValue).Select(n => System.IO.Path.ChangeExtension(Path, $"damaged-{n}.json")).First(name => !System.IO.Path.Exists(name));
        File.Move(Path, aside);
        var (name, kept) = ($"{WorkFolder}/{Name}", $"{WorkFolder}/{System.IO.Path.GetFileName(aside)}");
        return new(
            $"{name} could not be read ({damage}) It was set aside as {kept}, and a new one was begun. If you can mend it, rename it back.",
            $"{name} を読み込めませんでした ({damage}) {kept} という名前で残し、新しいファイルを作りました。修復できたら元の名前に戻してください。");
    }

    private void Write(LearnerProgress progress)
    {
        var whole = $"{Path}.{Environment.ProcessId}.part";
        try
        {
            using (var stream = new FileStream(whole, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(stream, progress, Options);
                stream.Flush(flushToDisk: true);
            }
            File.Move(whole, Path, overwrite: true);
        }
        finally
        {
            File.Delete(whole);
        }
    }

    // The system frees the lock when its holder dies, so a file that stays behind locks nobody out.
    private FileStream Lock()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException problem) when (problem is not (DirectoryNotFoundException or PathTooLongException) && waited.Elapsed < Patience)
            {
                // Held for a few milliseconds by another notebook; there is no way to be told when it is free.
                Thread.Sleep(10);
            }
        }
    }

    private sealed record VersionOnly(int? Version = null);
}

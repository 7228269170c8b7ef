using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Curriculum.Engine.Documents;

namespace Curriculum.Cli.Kernels;

/// <summary>A folder with a <c>kernel.json</c>: how clients learn that a kernel exists and how to start it.</summary>
/// <remarks>Source: Jupyter client documentation, "Kernel specs".</remarks>
/// <param name="Name">What a notebook's metadata asks for.</param>
/// <param name="Folder">Where it lies.</param>
internal sealed record KernelSpec(string Name, string Folder)
{
    /// <summary>The name of .NET Interactive's C# kernel, which the lessons ask for and editors know.</summary>
    public const string InteractiveName = ".net-csharp";

    /// <summary>The name that is this course's alone.</summary>
    public const string OwnName = "curriculum-csharp";

    private const string Mark = "curriculum";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, IndentSize = 1, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string File => Path.Combine(Folder, "kernel.json");

    /// <summary>Whether there is one.</summary>
    public bool Exists => System.IO.File.Exists(File);

    /// <summary>The program that it starts, when it was installed by this course; null when it is somebody else's or cannot be read.</summary>
    public string? OwnProgram
    {
        get
        {
            try
            {
                var spec = JsonNode.Parse(System.IO.File.ReadAllText(File));
                return spec?["metadata"]?[Mark] is not null ? (string?)spec["argv"]?[1] : null;
            }
            catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentOutOfRangeException)
            {
                return null; // whoever wrote that, it was not this course
            }
        }
    }

    /// <summary>The specs of a name, in the order in which clients find them.</summary>
    public static IEnumerable<KernelSpec> Find(string name, JupyterFolders folders)
        => folders.All.Select(folder => new KernelSpec(name, Path.Combine(folder, name))).Where(spec => spec.Exists);

    /// <summary>Writes the spec.</summary>
    /// <param name="program">The command line's DLL.</param>
    public void Install(string program)
    {
        Directory.CreateDirectory(Folder);
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray(DotnetHost, program, "kernel", "run", "{connection_file}"),
            ["display_name"] = Name == InteractiveName ? ".NET (C#)" : "C# (Curriculum)",
            ["language"] = "C#",
            // Windows has no signal that a kernel could be interrupted by.
            ["interrupt_mode"] = "message",
            ["metadata"] = new JsonObject { [Mark] = true },
        };
        AtomicFile.WriteText(File, spec.ToJsonString(Json) + "\n");
    }

    /// <summary>Removes the spec.</summary>
    public void Uninstall() => Directory.Delete(Folder, recursive: true);

    // The runtime lies in <root>/shared/Microsoft.NETCore.App/<version>/; a client may start the kernel with another PATH than this shell's.
    private static string DotnetHost
        => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}

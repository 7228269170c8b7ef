using System.ComponentModel;
using System.Diagnostics;

namespace Curriculum.Cli.Doctor;

/// <summary>Looks for the .NET SDK that builds the library.</summary>
internal static class SdkCheck
{
    /// <summary>The major version of the SDK that the projects target.</summary>
    public const int Wanted = 10;

    private const string Cure = "https://dotnet.microsoft.com/download/dotnet/10.0";

    /// <summary>Asks <c>dotnet --list-sdks</c>, which is answered by the host without loading an SDK.</summary>
    public static Finding Run()
    {
        try
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", "--list-sdks")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var listed = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? Judge(listed)
                : new Finding("SDK", FindingState.Missing, $"`dotnet --list-sdks` failed: {error.GetAwaiter().GetResult().Trim()}", Cure);
        }
        catch (Win32Exception e)
        {
            return new Finding("SDK", FindingState.Missing, $"`dotnet` cannot be started: {e.Message}", Cure);
        }
    }

    /// <summary>Judges the lines of <c>dotnet --list-sdks</c>: <c>10.0.100 [/usr/share/dotnet/sdk]</c>.</summary>
    internal static Finding Judge(string listed)
    {
        var versions = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split(' ')[0]).ToList();
        var right = versions.LastOrDefault(version => version.StartsWith($"{Wanted}.", StringComparison.Ordinal));
        if (right is not null) return new Finding("SDK", FindingState.Fine, $".NET SDK {right}");
        var found = versions.Count == 0 ? "no .NET SDK" : string.Join(", ", versions);
        return new Finding("SDK", FindingState.Missing, $"the course needs the .NET {Wanted} SDK; found {found}", Cure);
    }
}

using System.Globalization;
using Curriculum.Arrays;

namespace Curriculum.Benchmarks.Gpu;

/// <summary>The command line: measures on the first graphics processor, with PyTorch on the same one in turns, or says in one line what is missing for that.</summary>
internal static class GpuProgram
{
    private const string Usage = """
        Times this library on the first graphics processor, and PyTorch on the same one in turns.
            --seconds S      spends so long on each workload and side (3)
            --python FILE    the Python that has PyTorch (/usr/bin/python3)
            --alone          without PyTorch: no ratios
        """;

    /// <summary>Runs the benchmark.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="open">Opens the device.</param>
    /// <param name="startPeer">Starts PyTorch with a Python.</param>
    /// <param name="output">Where the table goes.</param>
    /// <param name="error">Where goes what is missing.</param>
    /// <param name="sizes">What is measured; left out: all that is due.</param>
    /// <returns>0: measured; 1: the device does not agree with the processor; 2: something is missing.</returns>
    public static int Run(string[] args, Func<Device> open, Func<string, IGpuPeer> startPeer, TextWriter output, TextWriter error, GpuSizes? sizes = null)
    {
        string[] unknown = [.. args.Where((argument, i) => argument is not ("--alone" or "--seconds" or "--python") && (i == 0 || args[i - 1] is not ("--seconds" or "--python")))];
        if (unknown.Length > 0 || !double.TryParse(Option("--seconds") ?? "3", CultureInfo.InvariantCulture, out double seconds))
        {
            error.WriteLine(Usage);
            return 2;
        }

        try
        {
            var device = open();
            using var peer = args.Contains("--alone") ? null : startPeer(Option("--python") ?? "/usr/bin/python3");
            return new GpuBenchmark(device, peer, sizes ?? new GpuSizes(), seconds, output).Run() ? 0 : 1;
        }
        catch (Exception e) when (e is DeviceException or PeerException)
        {
            error.WriteLine($"Nothing was measured. {e.Message}");
            return 2;
        }

        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var i && i + 1 < args.Length ? args[i + 1] : null;
    }
}

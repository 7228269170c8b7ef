using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Curriculum.Benchmarks.Gpu;

/// <summary>PyTorch in a process of its own: <c>peer_gpu.py</c>.</summary>
internal sealed class GpuPeer : IGpuPeer
{
    private const string Missing = "missing: ";

    private readonly Process _process;

    private GpuPeer(Process process, string version) => (_process, Version) = (process, version);

    public string Version { get; }

    /// <summary>Starts it.</summary>
    /// <param name="python">The Python that has PyTorch.</param>
    /// <exception cref="PeerException">It, PyTorch or a device is missing.</exception>
    public static IGpuPeer Start(string python)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "peer_gpu.py"));
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new PeerException($"PyTorch is compared with, and {python} cannot be started ({e.Message}). Name another with --python, or measure --alone.");
        }

        string version = process.StandardOutput.ReadLine() ?? $"{Missing}{python} ended without a word";
        if (!version.StartsWith(Missing, StringComparison.Ordinal))
            return new GpuPeer(process, version);
        process.WaitForExit();
        process.Dispose();
        throw new PeerException($"PyTorch is compared with, and is not there: {version[Missing.Length..]}. Name another Python with --python, or measure --alone.");
    }

    public double Measure(string workload, int size, double seconds)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workload} {size} {seconds}"));
        _process.StandardInput.Flush();
        return double.Parse(_process.StandardOutput.ReadLine() ?? throw new PeerException($"PyTorch ended while it measured {workload} {size}."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Curriculum.Benchmarks;

/// <summary>PyTorch in a process of its own, set up to be at its best, that measures a workload when asked.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts <c>peer.py</c>; a machine without PyTorch is an error that says how to get it.</summary>
    public PeerProcess(int threads)
    {
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "peer.py"), "--serve", $"{threads}", Measurement.CountsProcessorTime ? "cpu" : "wall"])
            start.ArgumentList.Add(argument);
        var environment = start.Environment;

        // An old core type or cache size, pinned by some environments, halves OpenBLAS.
        environment.Remove("OPENBLAS_CORETYPE");
        environment.Remove("OPENBLAS_L2_SIZE");
        environment["OPENBLAS_NUM_THREADS"] = environment["OMP_NUM_THREADS"] = $"{threads}";

        // With the build of OpenBLAS on plain threads, a small LSTM takes twenty times as long: two pools of threads get in each other's way.
        environment["LD_LIBRARY_PATH"] = "/usr/lib/x86_64-linux-gnu/openblas-openmp";

        // As it comes, malloc gives large temporaries back to the system after every operation.
        environment["MALLOC_MMAP_THRESHOLD_"] = "33554432";
        environment["MALLOC_TRIM_THRESHOLD_"] = "8000000000";
        environment["MALLOC_TOP_PAD_"] = "268435456";
        _process = Process.Start(start) ?? throw new InvalidOperationException("--peers: /usr/bin/python3 could not be started.");
        Version = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("--peers: PyTorch is needed beside this program. On Debian: apt-get install python3-torch libopenblas0-openmp");
    }

    /// <summary>What answers, such as "torch 1.13.1".</summary>
    public string Version { get; }

    /// <summary>Has the peer measure a workload; null if it has none of that name.</summary>
    public Measurement? Measure(string name, double seconds)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {seconds}"));
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"--peers: the peer ended while it measured {name}.");
        if (answer == "none")
            return null;
        string[] parts = answer.Split(' ');
        return new(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

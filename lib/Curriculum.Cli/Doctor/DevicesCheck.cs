using System.Globalization;
using Curriculum.Arrays;
using Curriculum.Arrays.Devices;

namespace Curriculum.Cli.Doctor;

/// <summary>Looks for graphics processors, and whether the one that the learner's environment chooses is there.</summary>
internal static class DevicesCheck
{
    private const string Subject = "device gpu";

    public static IEnumerable<Finding> Run(CliHost host) => Found(host).Concat(Chosen(host));

    private static IEnumerable<Finding> Found(CliHost host)
    {
        GpuReport? report = null;
        Finding? broken = null;
        try
        {
            report = host.Gpus();
        }
        catch (InvalidOperationException e)
        {
            broken = new Finding(Subject, FindingState.Optional, e.Message, "dotnet build -c Release lib/Curriculum.Gpu");
        }

        if (broken is not null)
            return [broken];
        if (report is null)
            return [new Finding(Subject, FindingState.Optional, "not looked for: the part Gpu, which computes on devices of NVIDIA through CUDA (no others), is not added; everything runs on the processor", host.Command("parts add gpu"))];
        return report.Trouble is { } trouble
            ? [new Finding(Subject, FindingState.Optional, trouble)]
            : report.Found.Select((device, i) => new Finding($"device gpu:{i}", device.Refusal is null ? FindingState.Fine : FindingState.Optional, Describe(device, report.Driver)));
    }

    private static string Describe(GpuDescription device, string? driver)
        => string.Create(CultureInfo.InvariantCulture, $"{device.Name}, {device.Memory / (double)(1L << 30):0.0} GiB, compute capability {device.Capability}, driver {driver}{(device.Refusal is null ? "" : $"; not used: {device.Refusal}")}");

    // What lessons run on where nothing else is said: wrong, they would all stop at their first array.
    private static IEnumerable<Finding> Chosen(CliHost host)
    {
        if (Environment.GetEnvironmentVariable(Device.Variable) is not { Length: > 0 } name)
            return [];
        try
        {
            return [new Finding(Device.Variable, FindingState.Fine, $"lessons run on {host.Device(name)}")];
        }
        catch (Exception e) when (e is ArgumentException or DeviceException)
        {
            return [new Finding(Device.Variable, FindingState.Missing, $"is '{name}': {e.Message}", $"unset {Device.Variable}")];
        }
    }
}

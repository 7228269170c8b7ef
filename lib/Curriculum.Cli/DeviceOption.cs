using System.CommandLine;
using Curriculum.Arrays;

namespace Curriculum.Cli;

/// <summary>The option <c>--device</c>: where the arrays of a run lie and are computed with.</summary>
internal static class DeviceOption
{
    public static Option<string?> Create() => new("--device")
    {
        HelpName = "cpu|gpu|gpu:N",
        Description = $"Where arrays lie and are computed with; left out: what {Device.Variable} names, else cpu. On a graphics processor results agree with stored ones to a tolerance, not to the bit.",
    };

    /// <summary>Opens the device and makes new arrays lie there until the scope ends. What is wrong with it is told before anything runs.</summary>
    /// <exception cref="CliException">No device is called that, or it is not there.</exception>
    public static IDisposable Choose(CliHost host, string? name)
    {
        var before = Find(() => Device.Default);
        var chosen = name is null ? before : Find(() => host.Device(name));
        if (chosen != Device.Cpu) host.Terminal.Out.WriteLine($"on {chosen}");
        Device.Default = chosen;
        return new Scope(before);
    }

    /// <summary>What marks a file of results that are not the processor's, for these are the same on every machine: "" or ".gpu".</summary>
    public static string FileMark => Device.Default == Device.Cpu ? "" : ".gpu";

    private static Device Find(Func<Device> find)
    {
        try
        {
            return find();
        }
        catch (ArgumentException e)
        {
            throw CliException.Usage(e.Message, e);
        }
        catch (DeviceException e)
        {
            throw CliException.Failed(e.Message, e);
        }
    }

    private sealed class Scope(Device before) : IDisposable
    {
        public void Dispose() => Device.Default = before;
    }
}

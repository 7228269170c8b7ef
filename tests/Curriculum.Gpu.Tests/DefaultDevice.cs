using Curriculum.Arrays;

namespace Curriculum.Gpu.Tests;

/// <summary>Makes new arrays lie on a device for the length of a test; the default is the whole process's, so tests of this collection run alone.</summary>
[CollectionDefinition(nameof(DefaultDevice), DisableParallelization = true)]
public sealed class DefaultDevice
{
    internal static T During<T>(Device device, Func<T> run)
    {
        var before = Device.Default;
        Device.Default = device;
        try
        {
            return run();
        }
        finally
        {
            Device.Default = before;
        }
    }
}

using Curriculum.Arrays;
using Curriculum.Arrays.Devices;
using Curriculum.Parts;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Arrays;

public class DeviceNameTests
{
    [Fact]
    public void The_processor_is_called_cpu_and_is_where_new_arrays_lie()
    {
        Assert.Same(Device.Cpu, Device.Named("cpu"));
        Assert.Same(Device.Cpu, NdArray.Of(1.0).Device);
        Assert.Equal("Device.Named: a device is called cpu, gpu or gpu:N (gpu:0 is the first graphics processor, gpu:1 the second), got 'tpu'.", Assert.Throws<ArgumentException>(() => Device.Named("tpu")).Message);
    }

    [Fact]
    public void A_program_whose_surroundings_name_no_device_that_there_is_makes_no_array()
        => Assert.Equal(
            "CURRICULUM_DEVICE: a device is called cpu, gpu or gpu:N (gpu:0 is the first graphics processor, gpu:1 the second), got 'tpu'.", ChildProcess.Output<FirstArray>((Device.Variable, "tpu")));

    [SkippableFact]
    public void Without_the_part_every_way_to_a_graphics_processor_says_how_to_get_it()
    {
        Skip.If(OptionalPart.Find<IGpuDevices>("Gpu") is not null, "The part Gpu is installed.");
        const string expected = "Device.Gpu: the part for graphics processors is not installed. `curriculum parts add gpu` installs it where its package, ILGPU, can be had; everything runs on Device.Cpu without it.";
        Assert.Equal(expected, Assert.Throws<DeviceException>(() => Device.Gpu()).Message);
        Assert.Equal(expected, Assert.Throws<DeviceException>(() => Device.Named("gpu:1")).Message);
        Assert.Equal(expected, ChildProcess.Output<FirstArray>((Device.Variable, "gpu")));
    }

    internal sealed class FirstArray : IChildProgram
    {
        public static string Run()
        {
            try
            {
                return NdArray.Zeros(2).ToString();
            }
            catch (Exception e) when (e is ArgumentException or DeviceException)
            {
                return e.Message;
            }
        }
    }
}

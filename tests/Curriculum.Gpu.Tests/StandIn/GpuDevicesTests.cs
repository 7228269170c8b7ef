using Curriculum.Arrays;
using Curriculum.Arrays.Devices;
using ILGPU.Runtime;

namespace Curriculum.Gpu.Tests;

/// <summary>Which device is opened, and what is said of one that is not: with a driver that finds what a test says.</summary>
public class GpuDevicesTests
{
    private static readonly GpuDescription First = new("A device", 1 << 20, "9.0"), Second = new("Another", 1 << 21, "8.0");

    [Fact]
    public void A_device_is_opened_once_and_called_by_its_number_and_name()
    {
        var driver = new Driver(new("CUDA 12.8", null, [First, Second]));
        var devices = new GpuDevices(driver);
        var device = devices.Open(1);
        Assert.Equal("gpu:1 (Another)", device.Name);
        Assert.Same(device, devices.Open(1));
        Assert.Equal(1, driver.Opened);
        Assert.Equal(3, NdArray.Of(1.0, 2).To(device).Sum().Item());
    }

    [Theory]
    [InlineData(2, "Device.Gpu: index must be 0 … 1, got 2. There are: gpu:0 (A device), gpu:1 (Another).")]
    [InlineData(-1, "Device.Gpu: index must be 0 … 1, got -1. There are: gpu:0 (A device), gpu:1 (Another).")]
    public void A_number_that_no_device_has_names_those_that_there_are(int index, string expected)
        => Assert.Equal(expected, Assert.Throws<DeviceException>(() => new GpuDevices(new Driver(new("CUDA 12.8", null, [First, Second]))).Open(index)).Message);

    [Fact]
    public void Where_there_is_none_the_reason_is_told()
        => Assert.Equal(
            "Device.Gpu: no driver. Everything runs on Device.Cpu without one.", Assert.Throws<DeviceException>(() => new GpuDevices(new Driver(new(null, "no driver.", []))).Open(0)).Message);

    [Fact]
    public void A_device_that_is_refused_is_not_opened_and_another_is_not_taken_for_it()
    {
        var driver = new Driver(new("CUDA 10.1", null, [First with { Refusal = "its driver is too old." }, Second]));
        Assert.Equal("Device.Gpu: gpu:0 (A device) cannot be used: its driver is too old.", Assert.Throws<DeviceException>(() => new GpuDevices(driver).Open(0)).Message);
        Assert.Equal(0, driver.Opened);
    }

    [Fact]
    public void A_driver_that_does_not_open_a_device_or_does_not_answer_is_told()
    {
        var shut = new GpuDevices(new Driver(new("CUDA 12.8", null, [First])) { Error = "all of it is in use." });
        Assert.Equal(
            "Device.Gpu: gpu:0 (A device) was found, but its driver refuses to open it: all of it is in use. Another program may have taken it for itself; see `nvidia-smi`.",
            Assert.Throws<DeviceException>(() => shut.Open(0)).Message);
        Assert.Equal("the driver of the graphics processors does not answer: lost. `nvidia-smi` says more.", new GpuDevices(new Driver(null)).Look().Trouble);
    }

    [Theory]
    [InlineData("7.5", false)]
    [InlineData("8.0", true)]
    [InlineData("12.0", true)]
    public void Newer_devices_have_tensor_cores_for_numbers_of_Float32(string capability, bool has)
    {
        var device = new GpuDevices(new Driver(new("CUDA 12.8", null, [First with { Capability = capability }]))).Open(0);
        if (has)
            device.ProductPrecision = ProductPrecision.TensorFloat32;
        else
            Assert.Throws<DeviceException>(() => device.ProductPrecision = ProductPrecision.TensorFloat32);
        Assert.Equal(has ? "gpu:0 (A device), products in TF32" : "gpu:0 (A device)", device.Name);
    }

    [Theory]
    [InlineData(803, "SYSTEM_DRIVER_MISMATCH", "the driver of NVIDIA's devices does not fit the system that runs (SYSTEM_DRIVER_MISMATCH): it was changed since the last start. Restart the machine.")]
    [InlineData(999, "UNKNOWN", "the driver of NVIDIA's devices does not start: UNKNOWN (error 999). `nvidia-smi` says more.")]
    public void An_error_of_the_drivers_start_is_put_in_words(int error, string name, string expected) => Assert.Equal(expected, CudaLibrary.Explain(error, name));

    [Fact]
    public void A_library_that_is_not_there_is_not_loaded() => Assert.Null(CudaLibrary.TryLoad(["libcurriculum-has-no-such-driver.so.1"]));

    private sealed class Driver(GpuReport? report) : IGpuDriver
    {
        public int Opened { get; private set; }

        public string? Error { get; init; }

        public GpuReport Look() => report ?? throw new AcceleratorException("lost.");

        public Accelerator Open(int index)
        {
            Opened++;
            return Error is null ? new Accelerator(1 << 20) : throw new AcceleratorException(Error);
        }
    }
}

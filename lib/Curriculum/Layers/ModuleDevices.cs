using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>Modules on devices.</summary>
public static class ModuleDevices
{
    /// <summary>The same module with its parameters and buffers on another device, of its own: training one leaves the other as it is.</summary>
    /// <remarks>An optimizer learns the parameters that it was given: make it from the module that is trained.</remarks>
    /// <param name="module">Any network.</param>
    /// <param name="device">Where to, such as <c>Device.Gpu()</c>; back with <see cref="Device.Cpu"/>.</param>
    /// <exception cref="DeviceException">The device has no room for it.</exception>
    public static TModule To<TModule>(this TModule module, Device device)
        where TModule : Module
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(device);
        return (TModule)module.Map(new ParameterMap(
            (_, tensor) => Tensor.Variable(Own(tensor.Value), tensor.Name),
            (_, buffer) => new LayerBuffer(Own(buffer.Value))));

        NdArray Own(NdArray value) => ReferenceEquals(value.Device, device) ? value.Copy() : value.To(device);
    }
}

namespace Curriculum.Arrays;

/// <summary>A device is missing, two devices were mixed, or a device cannot do what was asked.</summary>
public sealed class DeviceException : InvalidOperationException
{
    /// <summary>An exception with a general message.</summary>
    public DeviceException()
        : base("The device cannot do this.")
    {
    }

    /// <summary>An exception that says which device, what was asked and what helps.</summary>
    public DeviceException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the error of the device's driver behind it.</summary>
    public DeviceException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

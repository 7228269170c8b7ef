using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Curriculum.Gpu;

/// <summary>The library of NVIDIA's driver, where systems really have it.</summary>
/// <remarks>
/// ILGPU asks for the name without a version, which Linux has only beside a compiler for the device; without it ILGPU finds no device and does not say why. This finds the library by its
/// versioned name when ILGPU's own search failed. (A resolver of the assembly is not free: ILGPU sets one itself in Windows' Linux, and a second is an error.)
/// </remarks>
internal static unsafe class CudaLibrary
{
    private const string AskedFor = "cuda";

    private const int NoDevice = 100, DriverMismatch = 803;

    /// <summary>The names to try, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = OperatingSystem.IsWindows()
        ? ["nvcuda"]
        : ["libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so.1", "/usr/lib/wsl/lib/libcuda.so"];

    /// <summary>Lets an assembly find the library.</summary>
    public static void FindFor(Assembly assembly)
        => AssemblyLoadContext.GetLoadContext(assembly)!.ResolvingUnmanagedDll += (asking, name) => asking == assembly && name == AskedFor && TryLoad(Names) is { } library ? library : 0;

    /// <summary>The library; null where there is none of the names.</summary>
    public static nint? TryLoad(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
                return library;
        }

        return null;
    }

    /// <summary>Starts the driver; null when it is ready, else why not and what helps.</summary>
    public static string? Start(nint library)
    {
        var start = (delegate* unmanaged<uint, int>)NativeLibrary.GetExport(library, "cuInit");
        return start(0) is var error && error == 0 ? null : Explain(error, ErrorName(library, error));
    }

    /// <summary>An error of the driver's start in words.</summary>
    public static string Explain(int error, string name) => error switch
    {
        NoDevice => Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") is { } visible
            ? $"the driver of NVIDIA's devices is installed and shows none: CUDA_VISIBLE_DEVICES is '{visible}', which hides every device that it does not name."
            : "the driver of NVIDIA's devices is installed and finds none. In a container or a virtual machine the device has to be passed through (docker run --gpus all).",
        DriverMismatch => $"the driver of NVIDIA's devices does not fit the system that runs ({name}): it was changed since the last start. Restart the machine.",
        _ => $"the driver of NVIDIA's devices does not start: {name} (error {error}). `nvidia-smi` says more.",
    };

    private static string ErrorName(nint library, int error)
    {
        var nameOf = (delegate* unmanaged<int, byte**, int>)NativeLibrary.GetExport(library, "cuGetErrorName");
        byte* name;
        return nameOf(error, &name) == 0 ? Marshal.PtrToStringUTF8((nint)name)! : "an error without a name";
    }
}

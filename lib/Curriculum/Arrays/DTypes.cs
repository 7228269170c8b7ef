using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <summary>Rules about element types: their size, their C# type and what two of them become together.</summary>
internal static class DTypes
{
    public static int ByteSize(this DType dtype) => dtype switch
    {
        DType.Boolean => 1,
        DType.Int32 or DType.Float32 => 4,
        _ => 8,
    };

    public static bool IsFloat(this DType dtype) => dtype >= DType.Float32;

    public static bool IsInteger(this DType dtype) => dtype is DType.Int32 or DType.Int64;

    public static DType Of<T>()
        where T : unmanaged
        => typeof(T) == typeof(float) ? DType.Float32
            : typeof(T) == typeof(double) ? DType.Float64
            : typeof(T) == typeof(int) ? DType.Int32
            : typeof(T) == typeof(long) ? DType.Int64
            : typeof(T) == typeof(bool) || typeof(T) == typeof(byte) ? DType.Boolean
            : throw new DTypeException($"NdArray: elements must be bool, int, long, float or double, got {typeof(T).Name}. Convert them first.");

    /// <summary>NumPy's promotion: the smallest type that holds both without loss of range or of whole numbers up to 2³¹.</summary>
    public static DType Promote(DType a, DType b)
    {
        var (low, high) = a < b ? (a, b) : (b, a);
        return low.IsInteger() && high == DType.Float32 ? DType.Float64 : high;
    }

    /// <summary>The common type of two arrays; a weak scalar (a C# number) adapts to an array of its own kind.</summary>
    public static DType Promote(NdArray a, NdArray b)
        => a.IsWeak == b.IsWeak ? Promote(a.DType, b.DType)
            : a.IsWeak ? PromoteWeak(b.DType, a.DType)
            : PromoteWeak(a.DType, b.DType);

    private static DType PromoteWeak(DType strong, DType weak)
        => Kind(strong) >= Kind(weak) ? strong : weak;

    private static int Kind(DType dtype) => dtype.IsFloat() ? 2 : dtype.IsInteger() ? 1 : 0;

    /// <summary>What exp, a mean or a division give for whole numbers: Float64; a float stays what it is.</summary>
    public static DType ToFloat(this DType dtype) => dtype.IsFloat() ? dtype : DType.Float64;

    /// <summary>Runs code for elements of this type; Boolean ones are bytes.</summary>
    public static void Run<TAction>(this DType dtype, TAction action)
        where TAction : struct, ITypedAction
    {
        switch (dtype)
        {
            case DType.Float32:
                action.Run<float>();
                break;
            case DType.Float64:
                action.Run<double>();
                break;
            case DType.Int32:
                action.Run<int>();
                break;
            case DType.Int64:
                action.Run<long>();
                break;
            default:
                action.Run<byte>();
                break;
        }
    }
}

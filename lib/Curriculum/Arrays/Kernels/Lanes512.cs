using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Curriculum.Arrays.Kernels;

/// <summary>Lanes in one vector of 512 bits.</summary>
internal readonly struct Lanes512<T>(Vector512<T> value) : ILanes<Lanes512<T>, T>
    where T : unmanaged
{
    private readonly Vector512<T> _value = value;

    public static int Count => Vector512<T>.Count;

    public static bool IsDouble => typeof(T) == typeof(double);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Create(double value)
        => typeof(T) == typeof(float) ? new(Vector512.Create((float)value).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector512.Create(value).As<double, T>())
            : typeof(T) == typeof(int) ? new(Vector512.Create((int)value).As<int, T>())
            : typeof(T) == typeof(long) ? new(Vector512.Create((long)value).As<long, T>())
            : new(Vector512.Create((byte)value).As<byte, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> FromBits(uint bits32, ulong bits64)
        => typeof(T) == typeof(double) ? new(Vector512.Create(bits64).As<ulong, T>()) : new(Vector512.Create(bits32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator +(Lanes512<T> a, Lanes512<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> a, Lanes512<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator *(Lanes512<T> a, Lanes512<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator /(Lanes512<T> a, Lanes512<T> b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator &(Lanes512<T> a, Lanes512<T> b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator |(Lanes512<T> a, Lanes512<T> b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator ^(Lanes512<T> a, Lanes512<T> b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> operator -(Lanes512<T> a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Fma(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c)
        => typeof(T) == typeof(float)
            ? new(Vector512.FusedMultiplyAdd(a._value.As<T, float>(), b._value.As<T, float>(), c._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double)
                ? new(Vector512.FusedMultiplyAdd(a._value.As<T, double>(), b._value.As<T, double>(), c._value.As<T, double>()).As<double, T>())
                : new((a._value * b._value) + c._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Sqrt(Lanes512<T> a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Abs(Lanes512<T> a) => new(Vector512.Abs(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Max(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Min(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtLeast(Lanes512<T> limit, Lanes512<T> x) => new(Vector512.MaxNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> AtMost(Lanes512<T> limit, Lanes512<T> x) => new(Vector512.MinNative(limit._value, x._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Scale(Lanes512<T> a, Lanes512<T> n)
        => !Avx512F.IsSupported ? LaneMath.ScaleInTwo(a, n)
            : typeof(T) == typeof(float) ? new(Avx512F.Scale(a._value.As<T, float>(), n._value.As<T, float>()).As<float, T>())
            : new(Avx512F.Scale(a._value.As<T, double>(), n._value.As<T, double>()).As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Floor(Lanes512<T> a)
        => typeof(T) == typeof(float) ? new(Vector512.Floor(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector512.Floor(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Ceiling(Lanes512<T> a)
        => typeof(T) == typeof(float) ? new(Vector512.Ceiling(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector512.Ceiling(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Round(Lanes512<T> a)
        => typeof(T) == typeof(float) ? new(Vector512.Round(a._value.As<T, float>()).As<float, T>())
            : typeof(T) == typeof(double) ? new(Vector512.Round(a._value.As<T, double>()).As<double, T>())
            : a;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsGreater(Lanes512<T> a, Lanes512<T> b) => new(Vector512.GreaterThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsGreaterOrEqual(Lanes512<T> a, Lanes512<T> b) => new(Vector512.GreaterThanOrEqual(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> IsEqual(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Select(Lanes512<T> mask, Lanes512<T> a, Lanes512<T> b)
        => new(Vector512.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Lanes512<T> mask) => mask._value.ExtractMostSignificantBits() != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftLeft(Lanes512<T> a, int count32, int count64)
        => typeof(T) == typeof(double)
            ? new((a._value.AsUInt64() << count64).As<ulong, T>())
            : new((a._value.AsUInt32() << count32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> ShiftRight(Lanes512<T> a, int count32, int count64)
        => typeof(T) == typeof(double)
            ? new((a._value.AsUInt64() >> count64).As<ulong, T>())
            : new((a._value.AsUInt32() >> count32).As<uint, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(Lanes512<T> mask) => mask._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(Lanes512<T> a, T* target) => a._value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe Lanes512<T> Select(byte* condition, Lanes512<T> a, Lanes512<T> b)
    {
        Vector512<T> isFalse;
        if (sizeof(T) == 1)
        {
            isFalse = Vector512.Equals(Vector512.Load(condition), Vector512<byte>.Zero).As<byte, T>();
        }
        else if (sizeof(T) == 4)
        {
            var bytes = Vector128.Load(condition).ToVector256Unsafe().ToVector512Unsafe();
            isFalse = Vector512.Equals(Vector512.WidenLower(Vector512.WidenLower(bytes)), Vector512<uint>.Zero).As<uint, T>();
        }
        else
        {
            var bytes = Vector512.CreateScalarUnsafe(*(ulong*)condition).AsByte();
            isFalse = Vector512.Equals(Vector512.WidenLower(Vector512.WidenLower(Vector512.WidenLower(bytes))), Vector512<ulong>.Zero).As<ulong, T>();
        }

        return new(Vector512.ConditionalSelect(isFalse, b._value, a._value));
    }
}

using System.Runtime.CompilerServices;
using Curriculum.Arrays.Buffers;
using Curriculum.Arrays.Devices;
using Curriculum.Arrays.Kernels;
using Curriculum.Display;

namespace Curriculum.Arrays;

/// <summary>An array of numbers with any number of axes, stored row by row: the NumPy array of this course.</summary>
/// <remarks>
/// An NdArray is a handle (shape, strides, offset) on memory. A view, made by slicing, transposing or broadcasting, shares the memory of
/// the array it was made from: what is assigned to the one is seen in the other. Memory lives as long as any handle on it.
/// </remarks>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Html, ViewFormatters.Plain])]
public sealed partial class NdArray
{
    private readonly Storage _storage;
    private readonly int[] _strides;
    private readonly int _offset;

    private NdArray(Storage storage, Shape shape, DType dtype, int[] strides, int offset, bool isView)
        => (_storage, Shape, DType, _strides, _offset, IsView) = (storage, shape, dtype, strides, offset, isView);

    /// <summary>The lengths of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The type of the elements.</summary>
    public DType DType { get; }

    /// <summary>The number of axes; 0 for a single number.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Size => Shape.Size;

    /// <summary>Whether the memory belongs to another array, so that a change of the one is a change of the other.</summary>
    public bool IsView { get; }

    /// <summary>Where the elements lie and operations on them run.</summary>
    public Device Device => _storage.Device;

    /// <summary>Whether the elements lie one after the other in row-major order.</summary>
    public bool IsContiguous
    {
        get
        {
            int[] dense = Shape.RowMajorStrides();
            if (ReferenceEquals(dense, _strides))
                return true;
            for (int axis = 0; axis < dense.Length; axis++)
            {
                if (dense[axis] != _strides[axis] && Shape[axis] > 1)
                    return Size == 0;
            }

            return true;
        }
    }

    /// <summary>Whether this is a C# number in array form: it takes on the type of the array that it meets.</summary>
    internal bool IsWeak { get; private init; }

    /// <summary>Where in its memory the first element is, in elements.</summary>
    internal int Offset => _offset;

    /// <summary>The memory that this array looks at.</summary>
    internal Storage Storage => _storage;

    /// <summary>Whether somebody outside the library may hold this array or a view of it.</summary>
    internal bool IsShared => _storage.IsShared;

    /// <summary>Promises whoever gets to see this array that its numbers stay: an optimizer then updates a copy.</summary>
    internal void MarkShared() => _storage.Share();

    /// <summary>The elements in row-major order, in a new C# array. Elements are converted where T is another type.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        var converted = As(DTypes.Of<T>()).To(Device.Cpu);
        using var x = converted.Read<T>();
        return x.Span.ToArray();
    }

    /// <summary>The only element, as double.</summary>
    /// <exception cref="ShapeException">There is not exactly one element.</exception>
    public double Item()
    {
        if (Size != 1)
            throw new ShapeException($"Item: the array must have exactly one element, got shape {Shape}. Choose one by its index, or reduce with Sum, Mean or Max.");
        var here = To(Device.Cpu);
        return here.GetDouble(here._offset);
    }

    /// <summary>The same elements on another device; the same array if it lies there already.</summary>
    /// <exception cref="DeviceException">The device has no room for it.</exception>
    public NdArray To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        if (ReferenceEquals(device, Device))
            return this;
        var here = ReferenceEquals(Device, Device.Cpu) ? this : Transfer.ToProcessor(this);
        return ReferenceEquals(device, Device.Cpu) ? here : Transfer.ToDevice(here, device);
    }

    /// <summary>An array of its own with the same elements.</summary>
    public NdArray Copy()
    {
        var copy = Uninitialized(Shape, DType, Device);
        copy.CopyFrom(this);
        return copy;
    }

    /// <summary>The same elements as another type; the same array if that is its type already.</summary>
    /// <remarks>Floats are cut off towards 0 when they become whole numbers; everything but 0 becomes true.</remarks>
    public NdArray As(DType dtype) => dtype == DType ? this : Conversion.Convert(this, dtype);

    /// <summary>Gives the memory back at once, for the next array of about this size. Every later use of this array, or of any view of it, throws.</summary>
    /// <remarks>
    /// Never needed: what nobody can reach any more comes back by itself, a little later. In a loop over large arrays it lets each round work in the memory of the last one, which is
    /// still in the processor's cache. Only for an array that nobody else will read, no tensor either.
    /// </remarks>
    public void Release() => _storage.Release();

    /// <summary>An array whose elements are yet to be written.</summary>
    internal static NdArray Uninitialized(Shape shape, DType dtype) => new(Storage.Allocate((long)shape.Size * dtype.ByteSize(), clear: false), shape, dtype, shape.RowMajorStrides(), 0, isView: false);

    /// <summary>An array on a device whose elements are yet to be written.</summary>
    internal static NdArray Uninitialized(Shape shape, DType dtype, Device device) => new(device.Allocate(shape, dtype, clear: false), shape, dtype, shape.RowMajorStrides(), 0, isView: false);

    /// <summary>This array if its elements lie row by row, else a copy of which they do.</summary>
    internal NdArray Contiguous() => IsContiguous ? this : Copy();

    /// <summary>Another look at the same memory.</summary>
    internal NdArray View(Shape shape, int[] strides, int offset, bool isView = true) => new(_storage, shape, DType, strides, offset, isView) { IsWeak = IsWeak };

    /// <summary>The same array as the owner of its memory: for a part or another shape of a result that nobody else holds.</summary>
    internal NdArray AsOwner() => IsView ? View(Shape, _strides, _offset, isView: false) : this;

    /// <summary>The elements row by row, to read. A strided view is copied for the length of the lease.</summary>
    internal ReadLease<T> Read<T>()
        where T : unmanaged
    {
        CheckElement<T>();
        if (IsContiguous)
            return new(this, _storage.Span<T>(_offset, Size), ownsCopy: false);
        var copy = Copy();
        return new(copy, copy._storage.Span<T>(0, Size), ownsCopy: true);
    }

    /// <summary>The memory from the first element on, for code that follows the strides itself.</summary>
    internal ReadLease<T> ReadFrom<T>()
        where T : unmanaged
    {
        CheckElement<T>();
        return new(this, _storage.Span<T>(_offset, Math.Min(1, Size)), ownsCopy: false);
    }

    /// <summary>The elements row by row, to write.</summary>
    internal WriteLease<T> Write<T>()
        where T : unmanaged
    {
        CheckElement<T>();
        if (!IsContiguous)
            throw new InvalidOperationException($"NdArray: only an array whose elements lie row by row can be written as a span, got a strided view of shape {Shape}. Assign to it through an index.");
        return new(this, _storage.Span<T>(_offset, Size));
    }


    /// <summary>Whether two arrays look at the same memory.</summary>
    internal bool SharesMemoryWith(NdArray other) => ReferenceEquals(_storage, other._storage);

    /// <summary>Overwrites all elements; the source is broadcast and converted.</summary>
    internal void CopyFrom(NdArray source) => Copying.Copy(source, this);

    /// <summary>The strides of this array stretched to a larger shape: 0 along the axes that repeat.</summary>
    internal int[] BroadcastStrides(Shape shape)
    {
        int[] strides = new int[shape.Rank];
        int missing = shape.Rank - Rank;
        for (int axis = 0; axis < Rank; axis++)
            strides[axis + missing] = Shape[axis] == 1 ? 0 : _strides[axis];
        return strides;
    }

    /// <summary>This array as an input of an operation that works in <paramref name="dtype"/> on <paramref name="device"/>.</summary>
    internal NdArray ToOperand(string op, DType dtype, Device device)
    {
        if (IsWeak && dtype == DType.Int32 && DType == DType.Int64 && GetDouble(_offset) is var value && (value < int.MinValue || value > int.MaxValue))
            throw new DTypeException($"{op}: the number {value:0} does not fit the array's type Int32. Convert the array with As(DType.Int64) first.");
        return IsWeak && !ReferenceEquals(device, Device.Cpu) ? device.Number(Item(), dtype) : As(dtype);
    }

    private double GetDouble(int offset) => DType switch
    {
        DType.Float64 => Element<double>(offset),
        DType.Float32 => Element<float>(offset),
        DType.Int64 => Element<long>(offset),
        DType.Int32 => Element<int>(offset),
        _ => Element<byte>(offset),
    };

    private T Element<T>(int offset)
        where T : unmanaged
    {
        var value = _storage.Span<T>(offset, 1)[0];
        GC.KeepAlive(_storage);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckElement<T>()
        where T : unmanaged
    {
        if (DTypes.Of<T>() != DType)
            throw new DTypeException($"NdArray: the elements are {DType}, they cannot be read as {typeof(T).Name}. Convert with As(DType.{DTypes.Of<T>()}) first.");
    }
}

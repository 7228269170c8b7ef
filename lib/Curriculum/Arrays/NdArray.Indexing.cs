using System.Runtime.CompilerServices;
using Curriculum.Arrays.Kernels;

namespace Curriculum.Arrays;

/// <content>Parts of an array.</content>
public sealed partial class NdArray
{
    /// <summary>A part of the array: positions, ranges, steps, new axes, masks and arrays of positions, as in NumPy.</summary>
    /// <remarks>Without masks and arrays the result is a view. Assigning overwrites that part; what is assigned broadcasts and is converted.</remarks>
    /// <exception cref="ShapeException">There are more indices than axes, a position is outside its axis, or what is assigned does not fit.</exception>
    [IndexerName("Part")] // the name Item is taken by the method
    public NdArray this[params Slice[] index]
    {
        get => Indexing.Get(this, index);
        set => Indexing.Set(this, index, value);
    }

    /// <summary>Elements, or rows, picked along an axis: result[…, i, …] = a[…, indices[i], …], with the axes of the indices in the place of the axis.</summary>
    /// <exception cref="ShapeException">An index lies outside the axis.</exception>
    /// <exception cref="DTypeException">The indices are not whole numbers.</exception>
    public NdArray Take(NdArray indices, int axis = 0) => Gathering.Take(this, indices, Shape.Axis("Take", axis));

    /// <summary>result[i, j] = a[i, indices[i, j]] for the last axis of a matrix; likewise for any axis. The other axes broadcast.</summary>
    /// <exception cref="ShapeException">The ranks or the other axes differ, or an index lies outside the axis.</exception>
    /// <exception cref="DTypeException">The indices are not whole numbers.</exception>
    public NdArray TakeAlongAxis(NdArray indices, int axis) => Gathering.TakeAlongAxis(this, indices, Shape.Axis("TakeAlongAxis", axis));

    /// <summary>This array with updates added where <see cref="Take"/> would have read: result[…, indices[i], …] += updates[…, i, …]. Repeated indices add up. The adjoint of Take.</summary>
    /// <exception cref="ShapeException">The shape of the updates is not that of Take's result, or an index lies outside the axis.</exception>
    public NdArray ScatterAdd(NdArray indices, NdArray updates, int axis = 0) => Gathering.ScatterAdd(this, indices, updates, Shape.Axis("ScatterAdd", axis));

    /// <summary>This array with updates added where <see cref="TakeAlongAxis"/> would have read. Repeated indices add up. The adjoint of TakeAlongAxis.</summary>
    /// <exception cref="ShapeException">The shape of the updates is not that of the indices, or an index lies outside the axis.</exception>
    public NdArray ScatterAddAlongAxis(NdArray indices, NdArray updates, int axis)
        => Gathering.ScatterAddAlongAxis(this, indices, updates, Shape.Axis("ScatterAddAlongAxis", axis));

    /// <summary>a[index] += values in place, where repeated positions add up (unlike an assignment). The adjoint of reading a[index].</summary>
    /// <exception cref="ShapeException">The values do not broadcast to the part indexed.</exception>
    public void AddAt(NdArray values, params Slice[] index) => Indexing.AddAt(this, index, values);

    /// <summary>Class numbers as rows with a single 1: [*] → [*, classes].</summary>
    /// <exception cref="ShapeException">A class number is not 0 … classes − 1.</exception>
    /// <exception cref="DTypeException">The class numbers are not whole.</exception>
    public NdArray OneHot(int classes, DType dtype = DType.Float32)
    {
        if (classes < 0)
            throw new ShapeException($"OneHot: classes must be 0 or more, got {classes}.");
        var rows = Zeros([Size, classes], dtype, Device.Cpu);
        if (Size > 0 && DType.IsInteger() && Min().Item() is var smallest && smallest < 0)
            throw new ShapeException($"OneHot: every class number must be 0 … {classes - 1}, got {smallest:0}. Negative numbers do not count from the end here: leave such labels out first.");
        if (Size > 0)
            Gathering.Put(rows, Gathering.CheckIndices("OneHot", this, classes, "the number of classes"), Full(Shape.Scalar, 1, dtype, Device.Cpu));
        return rows.Reshape([.. Shape, classes]).AsOwner().To(Device);
    }
}

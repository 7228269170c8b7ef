namespace Curriculum.Arrays.Kernels;

/// <summary>An index that contains arrays of positions or masks (NumPy's advanced indexing).</summary>
/// <remarks>
/// The arrays broadcast together to a shape B. The result has B in the place of the indexed axes if they stand side by side, else in front.
/// A single position beside an array counts as an array. A mask stands for the positions where it is true.
/// </remarks>
internal sealed class FancyIndex
{
    private readonly NdArray _array;
    private readonly Shape _positionsShape;
    private readonly NdArray _flatPositions;
    private readonly int[] _order;
    private readonly int _indexedAxes, _place;

    public FancyIndex(NdArray array, Slice[] index)
    {
        var parts = new List<Slice>();
        var positions = new List<(int Part, NdArray Positions)>();
        foreach (var part in Indexing.Complete(array, index))
        {
            switch (part.Kind)
            {
                case SliceKind.Array when part.Positions!.DType == DType.Boolean:
                    foreach (var where in Masked(array, parts, part.Positions))
                    {
                        positions.Add((parts.Count, where));
                        parts.Add(Slice.All);
                    }

                    break;
                case SliceKind.Array:
                    positions.Add((parts.Count, part.Positions!));
                    parts.Add(Slice.All);
                    break;
                case SliceKind.Position:
                    positions.Add((parts.Count, NdArray.Places(part.Start!.Value).Reshape([])));
                    parts.Add(Slice.All);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        // Ranges and new axes first, as a view; then the indexed axes in front, so that one number names a position in all of them.
        _array = Indexing.Get(array, [.. parts]);
        _indexedAxes = positions.Count;
        int[] axes = [.. positions.Select(p => p.Part)];
        _order = [.. axes, .. Enumerable.Range(0, _array.Rank).Except(axes)];
        _place = AreSideBySide(index) ? axes[0] : 0;
        _positionsShape = positions.Aggregate(Shape.Scalar, (shape, p) => Shape.Broadcast("Index", shape, p.Positions.Shape));
        long[] flat = new long[_positionsShape.Size];
        foreach (var (part, where) in positions)
        {
            int length = _array.Shape[part];
            long[] checkedPositions = Gathering.CheckIndices("Index", where, length, $"axis {part} of {_array.Shape}");
            if (checkedPositions.Length != flat.Length)
                checkedPositions = NdArray.Places(checkedPositions).Reshape(where.Shape).BroadcastTo(_positionsShape).ToArray<long>();
            for (int i = 0; i < flat.Length; i++)
                flat[i] = (flat[i] * length) + checkedPositions[i];
        }

        _flatPositions = NdArray.Places(flat);
    }

    private Shape RestShape => Shape.Create(Array.ConvertAll(_order[_indexedAxes..], axis => _array.Shape[axis]));

    private Shape ResultShape
    {
        get
        {
            int[] rest = RestShape.ToArray();
            return Shape.Create([.. rest[.._place], .. _positionsShape, .. rest[_place..]]);
        }
    }

    /// <summary>A copy of the elements.</summary>
    public NdArray Get()
    {
        var rows = Rows(_array.Transpose(_order)).Take(_flatPositions);
        var picked = rows.Reshape([.. _positionsShape, .. RestShape]);
        return (_place == 0 ? picked : picked.Transpose(PlaceBack()).Contiguous()).AsOwner();
    }

    /// <summary>Overwrites the elements; of a repeated position the last value stays.</summary>
    public void Set(NdArray value) => Update(value, (rows, values) => Scattering.Assign(rows, _flatPositions.ToArray<long>(), values));

    /// <summary>Adds to the elements; repeated positions add up.</summary>
    public void Add(NdArray value) => Update(value, (rows, values) => rows.ScatterAdd(_flatPositions, values));

    private static NdArray Rows(NdArray ordered, int indexed) => ordered.Reshape([ordered.Shape.SizeOf(0, indexed), ordered.Shape.SizeOf(indexed, ordered.Rank)]);

    // In the index as it was written: as in NumPy, an ellipsis stands between them even where it stands for no axis.
    private static bool AreSideBySide(Slice[] index)
    {
        bool[] isIndexed = Array.ConvertAll(index, part => part.Kind is SliceKind.Array or SliceKind.Position);
        return Array.LastIndexOf(isIndexed, true) - Array.IndexOf(isIndexed, true) == isIndexed.Count(indexed => indexed) - 1;
    }

    private static NdArray[] Masked(NdArray array, List<Slice> before, NdArray mask)
    {
        if (mask.Rank == 0)
            throw new ShapeException($"Index: a mask must have an axis, got a single truth value for {array.Shape}. Use if, or Where, to choose by one condition.");
        int axis = before.Count(part => part.Kind != SliceKind.NewAxis);
        var masked = Shape.Create(array.Shape.AsSpan().Slice(axis, mask.Rank));
        if (!masked.Equals(mask.Shape))
            throw new ShapeException($"Index: a mask must have the lengths of the axes it stands for, {masked} of {array.Shape}, got {mask.Shape}.");
        return mask.To(Device.Cpu).NonZero();
    }

    private NdArray Rows(NdArray ordered) => Rows(ordered, _indexedAxes);

    private int[] PlaceBack()
    {
        // The result's axes: _place of the rest, then those of the positions, then the other ones of the rest.
        int count = _positionsShape.Rank, rest = _order.Length - _indexedAxes;
        return [.. Enumerable.Range(count, _place), .. Enumerable.Range(0, count), .. Enumerable.Range(count + _place, rest - _place)];
    }

    private void Update(NdArray value, Func<NdArray, NdArray, NdArray> update)
    {
        var shape = ResultShape;
        value = Indexing.WithoutLeadingOnes(value, shape.Rank);
        if (!value.Shape.BroadcastsTo(shape))
            throw new ShapeException($"Assign: {value.Shape} does not fit into {shape}. Lengths must be equal, or 1 in what is assigned.");
        int count = _positionsShape.Rank;
        int[] back = PlaceBack(), order = new int[back.Length];
        for (int i = 0; i < back.Length; i++)
            order[back[i]] = i;
        var values = value.ToOperand("Assign", _array.DType, _array.Device).BroadcastTo(shape).Transpose(order).Reshape([_positionsShape.Size, RestShape.Size]);
        var ordered = _array.Transpose(_order);
        ordered.CopyFrom(update(Rows(ordered), values).Reshape(ordered.Shape));
    }
}

using System.Reflection;
using Curriculum.Arrays;

namespace Curriculum.Tests.Arrays;

/// <summary>Arguments that a careful caller would not pass, drawn at random for any parameter of the arrays' public methods.</summary>
internal sealed class HostileArguments(uint seed)
{
    private static readonly int[] Whole = [0, 1, -1, 2, -2, 3, 5, 7, -3, 63, 64, 65, 1000, 65536, 70000, -70000, int.MaxValue, int.MaxValue - 1, int.MinValue, int.MinValue + 1];

    private static readonly double[] Real = [0, -0.0, 1, -1, 0.5, 2, -2.5, 3, 1e-300, 1e300, -1e300, 1e10, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon];

    private static readonly int[][] Lists = [[], [0], [1], [-1], [0, 0], [1, 0], [0, 1, 2], [2, 3], [3, 2], [-1, -1], [6], [-1, 2], [0, -1], [70000, 70000], [0, 70000, 70000], [int.MinValue], [int.MaxValue, 2],
        [.. Enumerable.Repeat(1, 40)], [.. Enumerable.Repeat(1, 70)]];

    private static readonly Shape[] Shapes = [[], [0], [1], [6], [2, 3], [3, 1, 2], [0, 70000], [70000, 0, 3], [65536, 32767], [int.MaxValue], [1, int.MaxValue], [.. Enumerable.Repeat(1, 64)]];

    private static readonly string[] Formulas = ["ij,jk->ik", "ii", "i->ii", "", "->", ",", "i,i", "...", "...i,i...->...", "i...j...", "ij->ji", "1,2", "ij", "é", "->i", "..", "ijk,klm,m", "i j", "aa,aa->a", "->->"];

    private static readonly Array[] Arrays = [new double[0, 3], new int[] { 1 }, new double[][] { [1], [2, 3] }, new double[]?[] { null }, new string[] { "a" }, new float[2, 2, 2], new object[] { 1 }, Array.Empty<int[]>(), new long[1, 1, 1, 1],
        Array.CreateInstance(typeof(double), [2, 2], [5, -3])];

    private readonly RandomState _random = new(seed);

    public int Below(int limit) => (int)_random.RandInt(0, limit);

    public NdArray NextArray()
    {
        var dtype = (DType)Below(5);
        int[] shape = Below(10) switch { 0 => [], 1 => [0], 2 => [0, 3], 3 => [2, 0, 3], 4 => [1], 5 => [1, 1], 6 => [5], 7 => [2, 3], 8 => [3, 1, 2], _ => [3, 3] };
        var special = NdArray.Of([.. Enumerable.Range(0, ((Shape)shape).Size).Select(_ => Real[Below(Real.Length)])]).Reshape(shape);
        var array = Below(3) == 0 ? special.As(dtype) : (_random.RandN(shape) * 3).As(dtype);
        return Below(8) switch
        {
            0 => array.T,
            1 => array.Rank > 0 ? array[Slice.Step(null, null, -2)] : array,
            2 => array.ExpandDims(0).BroadcastTo([2, .. shape]),
            3 => array.Flip(),
            _ => array,
        };
    }

    public object? For(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type != parameter.ParameterType && Below(3) == 0)
            return null;
        return type switch
        {
            _ when type == typeof(NdArray) => Below(4) == 0 ? (NdArray)Real[Below(Real.Length)] : NextArray(),
            _ when type == typeof(int) => Whole[Below(Whole.Length)],
            _ when type == typeof(long) => (long)Whole[Below(Whole.Length)] * (Below(2) == 0 ? 1 : int.MaxValue),
            _ when type == typeof(double) => Real[Below(Real.Length)],
            _ when type == typeof(bool) => Below(2) == 0,
            _ when type == typeof(DType) => (DType)Below(5),
            _ when type == typeof(Device) => Below(2) == 0 ? Device.Cpu : null,
            _ when type == typeof(int[]) => Lists[Below(Lists.Length)],
            _ when type == typeof(Shape) => Shapes[Below(Shapes.Length)],
            _ when type == typeof(NdArray[]) => Enumerable.Range(0, Below(4)).Select(_ => NextArray()).ToArray(),
            _ when type == typeof(Slice[]) => Enumerable.Range(0, Below(5)).Select(_ => Part()).ToArray(),
            _ when type == typeof(string) => Formulas[Below(Formulas.Length)],
            _ when type == typeof(Array) => Arrays[Below(Arrays.Length)],
            _ when type == typeof((int, int)[]) => Enumerable.Range(0, Below(4)).Select(_ => (Whole[Below(Whole.Length)], Whole[Below(8)])).ToArray(),
            _ when type == typeof((double, double)) => (Real[Below(Real.Length)], Real[Below(Real.Length)]),
            _ when type == typeof(double[]) => Real[..Below(Real.Length)],
            _ when type == typeof(float[]) => new float[Below(3)],
            _ when type == typeof(long[]) => new long[Below(3)],
            _ when type == typeof(bool[]) => new bool[Below(3)],
            _ => throw new NotSupportedException($"{parameter.Member} has a parameter of type {type}, for which there are no hostile arguments yet."),
        };
    }

    private Slice Part() => Below(8) switch
    {
        0 => Whole[Below(Whole.Length)],
        1 => Slice.Step(Below(2) == 0 ? null : Whole[Below(Whole.Length)], Below(2) == 0 ? null : Whole[Below(Whole.Length)], Below(2) == 0 ? 1 : Whole[1 + Below(Whole.Length - 1)]),
        2 => Slice.NewAxis,
        3 => Slice.Ellipsis,
        4 => NextArray(),
        5 => NextArray() > 0,
        6 => Below(4)..,
        _ => Slice.All,
    };
}

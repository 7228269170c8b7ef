namespace Curriculum.Arrays.Text;

/// <summary>How the elements of one array are written, all equally wide.</summary>
internal abstract class ElementFormat
{
    /// <summary>The format for the elements of an array.</summary>
    public static ElementFormat For(NdArray array) => array.DType switch
    {
        DType.Boolean => new PaddedFormat(5, a => a.Item() != 0 ? "True" : "False"),
        DType.Int32 or DType.Int64 => Whole(array),
        _ => new FloatFormat(array),
    };

    /// <summary>A number alone, with as many digits as it takes to tell it from every other.</summary>
    public static string Single(NdArray array) => array.DType switch
    {
        DType.Boolean => array.Item() != 0 ? "True" : "False",
        DType.Int32 or DType.Int64 => ((long)array).ToString(),
        _ => FloatFormat.Shortest(array),
    };

    public abstract string Format(NdArray element);

    private static PaddedFormat Whole(NdArray array)
    {
        long[] extremes = [(long)array.Min(), (long)array.Max()];
        return new(extremes.Max(value => value.ToString().Length), a => ((long)a).ToString());
    }

    private sealed class PaddedFormat(int width, Func<NdArray, string> write) : ElementFormat
    {
        public override string Format(NdArray element) => write(element).PadLeft(width);
    }
}

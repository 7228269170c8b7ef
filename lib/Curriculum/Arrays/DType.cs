namespace Curriculum.Arrays;

/// <summary>The type of the elements of an <see cref="NdArray"/>. Ordered so that a later one can take up an earlier one.</summary>
public enum DType
{
    /// <summary>true or false, one byte; NumPy's <c>bool</c>.</summary>
    Boolean,

    /// <summary>Whole numbers of 32 bits; NumPy's <c>int32</c>.</summary>
    Int32,

    /// <summary>Whole numbers of 64 bits; NumPy's <c>int64</c>, its default for whole numbers.</summary>
    Int64,

    /// <summary>Single precision, about 7 digits; the default of networks.</summary>
    Float32,

    /// <summary>Double precision, about 16 digits; NumPy's default.</summary>
    Float64,
}

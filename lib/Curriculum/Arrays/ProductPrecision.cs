namespace Curriculum.Arrays;

/// <summary>How exactly a device multiplies matrices of Float32. Sums are of Float32 always.</summary>
public enum ProductPrecision
{
    /// <summary>Factors as they are: 23 bits after the point.</summary>
    Float32,

    /// <summary>Factors rounded to 10 bits after the point, as NVIDIA's tensor cores take them (TF32): a product of two is off by up to a thousandth. Small matrices are multiplied as they are.</summary>
    TensorFloat32,
}

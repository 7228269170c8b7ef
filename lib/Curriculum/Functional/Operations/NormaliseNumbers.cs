namespace Curriculum.Functional.Operations;

/// <summary>What x̂ and y are made of: for each group the mean as it came out first, what that lacks, and r = 1/√(σ² + ε); σ² where it is wanted; and the gains.</summary>
internal readonly unsafe struct NormaliseNumbers<T>(T* rough, T* rest, T* scale, T* variance, T* gain)
    where T : unmanaged
{
    public readonly T* Rough = rough, Rest = rest, Scale = scale, Variance = variance, Gain = gain;
}

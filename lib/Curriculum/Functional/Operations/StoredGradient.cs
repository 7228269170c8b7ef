namespace Curriculum.Functional.Operations;

/// <summary>A gradient that lies in memory, [n, f, oh, ow].</summary>
internal readonly unsafe struct StoredGradient<T>(T* gy, nint groupSize) : IOutputGradient<T>
    where T : unmanaged
{
    public int ScratchSize => 0;

    public T* Group(nint index, T* scratch) => gy + (index * groupSize);
}

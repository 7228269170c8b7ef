namespace Curriculum.Gpu;

/// <summary>Parameters that wait to be moved by one rule in one start.</summary>
internal abstract class UpdateBatch
{
    /// <summary>Starts what waits.</summary>
    public abstract void Start();
}

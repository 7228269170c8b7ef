namespace Curriculum.Autograd;

/// <summary>Whether operations applied now are recorded, and the sweep they are part of, if any.</summary>
/// <remarks>
/// Kept in an AsyncLocal, not in a thread's field: a cell that awaits inside <c>using (Gradient.Off())</c> may go on on another thread.
/// Null stands for the usual case: recorded, outside any sweep.
/// </remarks>
internal sealed record Recording(bool IsOff, GradientSweep? Sweep)
{
    private static readonly AsyncLocal<Recording?> Ambient = new();

    public static Recording? Current => Ambient.Value;

    /// <summary>Makes <paramref name="mode"/> the current one until the scope is disposed.</summary>
    public static Scope Enter(Recording? mode)
    {
        var scope = new Scope(Ambient.Value);
        Ambient.Value = mode;
        return scope;
    }

    /// <summary>Brings back the mode that was current when it was made; disposing again does nothing.</summary>
    public sealed class Scope(Recording? before) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left)
                return;
            _left = true;
            Ambient.Value = before;
        }
    }
}

namespace Curriculum.Engine.Jupyter;

/// <summary>A cell can end the whole process: by Environment.Exit, or by an exception on a thread of its own. Then the learner is told why the kernel is gone.</summary>
internal sealed class Farewell : IDisposable
{
    private readonly JupyterKernel _kernel;

    public Farewell(JupyterKernel kernel)
    {
        _kernel = kernel;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
    }

    private void OnExit(object? sender, EventArgs e)
        => Say("The cell ended the kernel's process (Environment.Exit). Restart the kernel; all variables are gone.");

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs e)
        => Say($"An exception on a thread that the cell started ended the kernel: {e.ExceptionObject}\nCatch exceptions inside the thread, or use a Task and await it. Restart the kernel; all variables are gone.");

    // Closing the sockets sends what is queued first.
    private void Say(string reason)
    {
        _kernel.SayGoodbye(reason);
        _kernel.CloseChannels();
    }
}

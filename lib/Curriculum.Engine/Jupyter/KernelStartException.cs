namespace Curriculum.Engine.Jupyter;

/// <summary>The kernel could not start with what it was given.</summary>
/// <param name="message">What is wrong and the cure.</param>
/// <param name="inner">The cause.</param>
public sealed class KernelStartException(string message, Exception? inner = null) : Exception(message, inner);

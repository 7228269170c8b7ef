namespace Curriculum.Tests.Processes;

/// <summary>A computation that a test runs in a process of its own, because its setting (threads, instruction sets) is read when a process starts.</summary>
public interface IChildProgram
{
    /// <summary>Computes and returns what the test compares, usually a hash.</summary>
    static abstract string Run();
}

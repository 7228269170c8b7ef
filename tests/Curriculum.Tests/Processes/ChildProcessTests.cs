namespace Curriculum.Tests.Processes;

public class ChildProcessTests
{
    [Fact]
    public void A_child_process_sees_its_own_environment_and_returns_its_result() =>
        Assert.Equal("seen by another process", ChildProcess.Output<Echo>(("CURRICULUM_TEST_ECHO", "seen by another process")));

    private sealed class Echo : IChildProgram
    {
        public static string Run() => Environment.GetEnvironmentVariable("CURRICULUM_TEST_ECHO") ?? "";
    }
}

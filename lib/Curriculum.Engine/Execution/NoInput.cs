namespace Curriculum.Engine.Execution;

/// <summary>Stands in for <see cref="Console.In"/> while a cell runs: nobody would see the question, so a cell that asked would wait for ever.</summary>
internal sealed class NoInput : TextReader
{
    public override int Peek() => throw Refusal();

    public override int Read() => throw Refusal();

    public override int Read(char[] buffer, int index, int count) => throw Refusal();

    public override string ReadLine() => throw Refusal();

    public override string ReadToEnd() => throw Refusal();

    private static InvalidOperationException Refusal() =>
        new("Console input: a cell cannot ask for input. Write the value into the cell instead: var name = \"…\";");
}

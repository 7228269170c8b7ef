using System.Text;
using Curriculum.Engine.Documents;

namespace Curriculum.Engine.Execution;

/// <summary>Stands in for <see cref="Console.Out"/> or <see cref="Console.Error"/> while a cell runs: the cell's text becomes events.</summary>
internal sealed class ConsoleRouter : TextWriter
{
    private readonly StreamName _name;
    private readonly TextWriter _terminal;

    public ConsoleRouter(StreamName name, TextWriter terminal)
    {
        _name = name;
        _terminal = terminal;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(string? value)
    {
        if (string.IsNullOrEmpty(value) || ExecutionScope.IsAbandoned)
            return;
        if (ExecutionScope.Current is { } cell)
            cell.Emit(new StreamWritten(_name, value));
        else
            _terminal.Write(value);
    }

    public override void Flush() => _terminal.Flush();
}

namespace Curriculum.Engine.Export.Mathematics;

/// <summary>A formula holds something that cannot be shown. The message names it, its place and the cure.</summary>
public sealed class TexException : FormatException
{
    /// <summary>An error at a place of a formula.</summary>
    public TexException(string formula, int position, string problem, string cure)
        : base($"{problem} at character {position + 1} of ${formula.Trim()}$. {cure}")
    {
        Formula = formula;
        Position = position;
    }

    /// <summary>The formula.</summary>
    public string Formula { get; }

    /// <summary>Where in it, from 0.</summary>
    public int Position { get; }
}

using Curriculum.Layers;

namespace Curriculum.Lessons.Questions;

/// <summary>How many parameters (or steps, or products) there are: a number, or the network itself, whose parameters are then counted.</summary>
internal sealed record CountQuestion : NumberQuestion
{
    public override Grade Grade(IReadOnlyList<object?> given) => base.Grade([.. given.Select(item => item is Module network ? network.ParameterCount : item)]);
}

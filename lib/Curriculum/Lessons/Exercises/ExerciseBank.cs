using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>All exercises of the course, in the order of the lessons.</summary>
internal static class ExerciseBank
{
    public static IReadOnlyList<ExerciseDefinition> All { get; } = [new SigmoidSlope(), new NormaliseEachRow(), new RescueDeepNetwork()];

    /// <summary>The exercise called <paramref name="id"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest ones.</exception>
    public static ExerciseDefinition Find(string id) => All.FirstOrDefault(e => string.Equals(e.Id, id.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Exercise: there is no exercise '{id}'. The nearest: {string.Join(", ", NearestNames.Of(id, All.Select(e => e.Id), 3))}.");
}

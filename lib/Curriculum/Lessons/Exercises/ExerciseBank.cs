using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>All exercises of the course, in the order of their ids. A new one needs its class and nothing else: there is no list to forget it in.</summary>
internal static class ExerciseBank
{
    private static readonly Lazy<IReadOnlyList<ExerciseDefinition>> Found = new(() =>
    [.. from type in typeof(ExerciseDefinition).Assembly.GetTypes()
        where type.IsSubclassOf(typeof(ExerciseDefinition)) && !type.IsAbstract
        let exercise = (ExerciseDefinition)Activator.CreateInstance(type)!
        orderby exercise.Id
        select exercise]);

    public static IReadOnlyList<ExerciseDefinition> All => Found.Value;

    /// <summary>The exercise called <paramref name="id"/>.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest ones.</exception>
    public static ExerciseDefinition Find(string id) => All.FirstOrDefault(e => string.Equals(e.Id, id.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"Exercise: there is no exercise '{id}'. The nearest: {string.Join(", ", NearestNames.Of(id, All.Select(e => e.Id), 3))}.");
}

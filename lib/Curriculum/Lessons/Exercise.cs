using Curriculum.Lessons.Events;
using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Progress;

namespace Curriculum.Lessons;

/// <summary>Exercises: write a function, and have it checked step by step.</summary>
/// <example><code>NdArray DSigmoid(NdArray s) =&gt; throw new NotSolvedException();
/// Exercise.Check("D2S1-X1", DSigmoid)</code></example>
public static class Exercise
{
    /// <summary>What an exercise asks for, and the signature of its solution.</summary>
    /// <param name="id">Day, section and number, such as "D2S1-X1".</param>
    /// <exception cref="ArgumentException">There is no such exercise.</exception>
    public static ExerciseCard Show(string id) => new(ExerciseBank.Find(id));

    /// <summary>A hint: a question that leads on. Each call asks for one more.</summary>
    /// <param name="id">Day, section and number.</param>
    /// <param name="number">The hint's number, from 1.</param>
    /// <exception cref="ArgumentException">There is no such exercise, or it has no such hint.</exception>
    public static ExerciseCard Hint(string id, int number = 1)
    {
        var exercise = ExerciseBank.Find(id);
        if (number < 1 || number > exercise.Hints.Count)
            throw new ArgumentException($"Exercise.Hint: {id} has hints 1 to {exercise.Hints.Count}, got {number}.");
        return new(exercise, hint: number) { Notice = ProgressRecorder.Record((p, at) => p.Hinted(exercise.Id, at)).Notice };
    }

    /// <summary>Checks a solution: shapes, values computed by hand, gradients, and inputs that must be refused. It stops at the first step that fails.</summary>
    /// <param name="id">Day, section and number.</param>
    /// <param name="solution">Your function, or a lambda.</param>
    /// <exception cref="NotSolvedException">The function still throws it.</exception>
    /// <exception cref="ArgumentException">There is no such exercise, or the function has another signature.</exception>
    public static ExerciseCard Check(string id, Delegate solution)
    {
        var exercise = ExerciseBank.Find(id);
        var steps = Steps(exercise, solution);
        LessonObservation.Tell(new ExerciseChecked(exercise, steps));
        var failedAt = steps.FirstOrDefault(s => !s.Passed)?.What.En;
        return new(exercise, steps) { Notice = ProgressRecorder.Record((p, at) => p.Checked(exercise.Id, failedAt, at)).Notice };
    }

    private static IReadOnlyList<Step> Steps(ExerciseDefinition exercise, Delegate solution)
    {
        try
        {
            return exercise.Check(solution);
        }
        catch (NotSolvedException)
        {
            LessonObservation.Tell(new ExerciseChecked(exercise, Steps: null));
            throw;
        }
    }
}

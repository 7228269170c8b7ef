using System.Security;
using Curriculum.Lessons.Events;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Progress;

/// <summary>Writes down what happens in a learner's notebook. It never stops the notebook: what could not be written is told on the card.</summary>
internal static class ProgressRecorder
{
    /// <summary>Applies a change to the state of the <c>work/</c> folder that the notebook runs in.</summary>
    /// <returns>The new state, or null where there is none or it could not be written; and what to tell the learner, if anything.</returns>
    public static (LearnerProgress? Progress, Bilingual? Notice) Record(Func<LearnerProgress, DateTime, LearnerProgress> change)
    {
        if (LessonObservation.Current is not null) return (null, null);
        try
        {
            return ProgressFile.Of(Environment.CurrentDirectory) is { } file ? file.Update(p => change(p, Now())) : (null, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            return (null, new($"This is not written down in work/{ProgressFile.Name}: {e.Message}", $"work/{ProgressFile.Name} に記録できませんでした: {e.Message}"));
        }
    }

    // To the second: more would only make the file harder to read.
    private static DateTime Now()
    {
        var now = DateTime.UtcNow;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}

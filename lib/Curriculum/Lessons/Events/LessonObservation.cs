using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Events;

/// <summary>A proof's view of a run: it is told what the cells do, counts tries anew, and leaves no trace in the learner's state.</summary>
/// <remarks>It goes with the flow of execution, so that runs side by side do not hear each other.</remarks>
internal sealed class LessonObservation : IDisposable
{
    private static readonly AsyncLocal<LessonObservation?> Active = new();

    private readonly Action<LessonEvent> _heard;
    private readonly LessonObservation? _outer;

    private LessonObservation(Action<LessonEvent> heard, LessonObservation? outer) => (_heard, _outer) = (heard, outer);

    /// <summary>The observation that the running code is part of, or null.</summary>
    public static LessonObservation? Current => Active.Value;

    /// <summary>The tries of this run.</summary>
    public ConfirmSession Session { get; } = new();

    /// <summary>Begins one, for all that is run from here until it is disposed of.</summary>
    public static LessonObservation Begin(Action<LessonEvent> heard) => Active.Value = new(heard, Active.Value);

    /// <summary>Tells whoever looks on.</summary>
    public static void Tell(LessonEvent happened) => Current?._heard(happened);

    /// <summary>Ends it.</summary>
    public void Dispose() => Active.Value = _outer;
}

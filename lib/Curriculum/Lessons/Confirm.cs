using Curriculum.Lessons.Events;
using Curriculum.Lessons.Progress;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons;

/// <summary>Confirmation tests (確認テスト): ask, answer, and be told why.</summary>
/// <example><code>Confirm.Answer("D2S1-2", 0.25)
/// Confirm.Answer("D2S1-1", (double x, double y) =&gt; 2 * (x + y))</code></example>
public static class Confirm
{
    /// <summary>Shows a question and how to answer it.</summary>
    /// <param name="id">Day, section and number, such as "D2S1-2".</param>
    /// <exception cref="ArgumentException">There is no such question.</exception>
    public static ConfirmCard Show(string id)
    {
        var question = QuestionBank.Find(id);
        LessonObservation.Tell(new QuestionAsked(question));
        return new(question);
    }

    /// <summary>Answers a question. The first wrong tries get a hint, the third the answer.</summary>
    /// <param name="id">Day, section and number.</param>
    /// <param name="answer">Numbers, an option's letter, a formula as text or as a function, line numbers, a network, or a sentence: what the question asks for.</param>
    /// <exception cref="ArgumentException">There is no such question.</exception>
    public static ConfirmCard Answer(string id, params object[] answer) => ConfirmSession.Current.Answer(QuestionBank.Find(id), answer ?? [null!]);

    /// <summary>Shows the answer and why it is so.</summary>
    /// <param name="id">Day, section and number.</param>
    /// <exception cref="ArgumentException">There is no such question.</exception>
    public static ConfirmCard Reveal(string id)
    {
        var question = QuestionBank.Find(id);
        return new(question, reveal: true) { Notice = ProgressRecorder.Record((p, at) => p.Revealed(question.Id, at)).Notice };
    }

    /// <summary>Shows the hint without an answer; it does not count as a try.</summary>
    /// <param name="id">Day, section and number.</param>
    /// <exception cref="ArgumentException">There is no such question.</exception>
    public static ConfirmCard Hint(string id)
    {
        var question = QuestionBank.Find(id);
        return new(question, hint: true) { Notice = ProgressRecorder.Record((p, at) => p.Hinted(question.Id, at)).Notice };
    }

    /// <summary>Marks one's own free text: the key points that it makes. Nobody else grades a free text.</summary>
    /// <param name="id">Day, section and number.</param>
    /// <param name="keyPoints">The numbers of the points, from 1; none when it makes none.</param>
    /// <exception cref="ArgumentException">There is no such question, it is not answered in free text, or it has no such point.</exception>
    public static ConfirmCard Mark(string id, params int[] keyPoints)
    {
        if (QuestionBank.Find(id) is not TextQuestion question)
            throw new ArgumentException($"Confirm.Mark: {id} is checked by code. Answer it with Confirm.Answer(\"{id}\", …).");
        var marked = keyPoints.Distinct().Order().ToArray();
        if (marked.Any(k => k < 1 || k > question.KeyPoints.Length))
            throw new ArgumentException($"Confirm.Mark: {id} has key points 1 to {question.KeyPoints.Length}, got {string.Join(", ", keyPoints)}.");
        return new(question, marked: marked) { Notice = ProgressRecorder.Record((p, at) => p.Marked(question.Id, marked, at)).Notice };
    }
}

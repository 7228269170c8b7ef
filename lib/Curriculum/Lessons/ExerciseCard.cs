using Curriculum.Display;
using Curriculum.Lessons.Exercises;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons;

/// <summary>An exercise, or what its check found: the steps passed, and the first that failed with expected, got and a question that leads on.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Html, ViewFormatters.Plain])]
public sealed class ExerciseCard : IHtmlView
{
    private readonly ExerciseDefinition _exercise;
    private readonly IReadOnlyList<Step>? _steps;
    private readonly int? _hint;

    internal ExerciseCard(ExerciseDefinition exercise, IReadOnlyList<Step>? steps = null, int? hint = null) => (_exercise, _steps, _hint) = (exercise, steps, hint);

    /// <summary>The exercise's id.</summary>
    public string Id => _exercise.Id;

    /// <summary>Whether a solution was checked and every step passed.</summary>
    public bool IsSolved => _steps is not null && _steps.All(s => s.Passed);

    internal IReadOnlyList<Step> Steps => _steps ?? [];

    /// <summary>What there is to tell about the learner's state, such as that it could not be written.</summary>
    internal Bilingual? Notice { get; init; }

    /// <summary>The card for a page.</summary>
    public string ToHtml() => Card().ToHtml();

    /// <summary>The card for a terminal, in both languages.</summary>
    public override string ToString() => Card().ToText();

    private Card Card() => new(
        _steps is null ? "?" : IsSolved ? "✓" : "✗",
        _steps is null ? "#0072b2" : IsSolved ? "#009e73" : "#d55e00",
        Id,
        language => $"{_exercise.Title.In(language)}: {Headline.In(language)}",
        Paragraphs);

    private Bilingual Headline => _steps is null ? new(_hint is null ? "exercise" : $"hint {_hint} of {_exercise.Hints.Count}", _hint is null ? "演習" : $"ヒント {_hint}/{_exercise.Hints.Count}")
        : IsSolved ? new("solved", "解けました")
        : new("not yet", "もう一歩");

    private IEnumerable<(string?, string)> Paragraphs(Language language) => Notice is { } notice ? Body(language).Append(("!", notice.In(language))) : Body(language);

    private IEnumerable<(string?, string)> Body(Language language)
    {
        if (_hint is { } hint)
        {
            yield return (null, _exercise.Hints[hint - 1].In(language));
            yield break;
        }
        if (_steps is null)
        {
            yield return (null, _exercise.Task.In(language));
            yield return (null, $"`{_exercise.Signature}`");
            yield break;
        }
        foreach (var step in _steps)
        {
            yield return (null, $"{(step.Passed ? "✓" : "✗")} {step.What.In(language)}{(step.Passed && step.Shown is { } shown ? ": " + shown : "")}");
            if (step.Passed) continue;
            yield return (language == Language.English ? "expected" : "期待値", $"`{step.Expected}`");
            yield return (language == Language.English ? "got" : "結果", $"`{step.Got}`");
            if (step.Question is { } question) yield return ("→", question.In(language));
        }
        if (IsSolved) yield return (null, _exercise.Afterword.In(language));
    }
}

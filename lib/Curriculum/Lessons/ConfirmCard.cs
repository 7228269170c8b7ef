using Curriculum.Display;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons;

/// <summary>What a confirmation test answers: right or not yet, a hint, and on the third try or on request the answer with the why; in English, with the Japanese one click below.</summary>
[TypeFormatterSource(typeof(ViewFormatters), PreferredMimeTypes = [ViewFormatters.Html, ViewFormatters.Plain])]
public sealed class ConfirmCard : IHtmlView
{
    private readonly Question _question;
    private readonly Grade? _grade;
    private readonly string? _given;
    private readonly int _wrongTries;
    private readonly bool _reveal;
    private readonly bool _hint;
    private readonly IReadOnlyList<int>? _marked;

    internal ConfirmCard(Question question, Grade? grade = null, string? given = null, int wrongTries = 0, bool reveal = false, bool hint = false, IReadOnlyList<int>? marked = null) =>
        (_question, _grade, _given, _wrongTries, _reveal, _hint, _marked) = (question, grade, given, wrongTries, reveal, hint, marked);

    /// <summary>The question's id.</summary>
    public string Id => _question.Id;

    /// <summary>Whether the answer was right. A free text is never graded right.</summary>
    public bool IsRight => Result == Outcome.Right;

    internal Outcome? Result => _grade?.Outcome;

    /// <summary>What there is to tell about the learner's state, such as that it could not be written.</summary>
    internal Bilingual? Notice { get; init; }

    private bool ShowsAnswer => _reveal || _marked is not null || Result is Outcome.Right or Outcome.Open
        || (Result == Outcome.Wrong && _wrongTries >= ConfirmSession.TriesBeforeTheAnswer);

    /// <summary>The card for a page.</summary>
    public string ToHtml() => Card().ToHtml();

    /// <summary>The card for a terminal, in both languages.</summary>
    public override string ToString() => Card().ToText();

    private Card Card() => new(Mark, Color, Id, language => Headline.In(language), Paragraphs);

    private string Mark => Result switch
    {
        Outcome.Right => "✓",
        Outcome.Wrong => "✗",
        Outcome.Open => "✎",
        _ => "?",
    };

    private string Color => Result switch
    {
        Outcome.Right => "#009e73",
        Outcome.Wrong => "#d55e00",
        _ => "#0072b2",
    };

    private Bilingual Headline => Result switch
    {
        Outcome.Right => CardText.Right,
        Outcome.Wrong => CardText.Wrong,
        Outcome.Open => CardText.Open,
        Outcome.Unreadable => CardText.Unreadable,
        _ => _marked is { } marked ? Points(marked.Count) : _reveal ? CardText.Shown : _hint ? CardText.Hinted : CardText.Asked,
    };

    private IEnumerable<(string?, string)> Paragraphs(Language language) => Notice is { } notice ? Body(language).Append(("!", notice.In(language))) : Body(language);

    private IEnumerable<(string?, string)> Body(Language language)
    {
        yield return (null, _question.Ask.In(language));
        foreach (var line in _question.Lines(language)) yield return (null, line);
        if (_given is not null) yield return (CardText.Yours.In(language), $"`{_given}`");
        if (_grade?.Remark is { } remark) yield return (null, remark.In(language));
        if (ShowsAnswer)
        {
            foreach (var paragraph in AnswerAndWhy(language)) yield return paragraph;
            yield break;
        }
        if (_hint) yield return (CardText.Hint.In(language), _question.Hint.In(language));
        if (Result != Outcome.Wrong)
        {
            if (_grade is null) yield return (null, CardText.HowToAnswer(_question).In(language));
            yield break;
        }
        yield return (CardText.Hint.In(language), _question.Hint.In(language));
        yield return (null, CardText.TriesLeft(ConfirmSession.TriesBeforeTheAnswer - _wrongTries, Id).In(language));
    }

    private IEnumerable<(string?, string)> AnswerAndWhy(Language language)
    {
        if (Result != Outcome.Right)
            yield return ((_question is TextQuestion ? CardText.Model : CardText.Answer).In(language), _question.Answer.In(language));
        if (_question is TextQuestion text)
        {
            yield return (CardText.KeyPoints.In(language), "");
            for (var i = 0; i < text.KeyPoints.Length; i++)
                yield return (null, $"{(_marked is null ? "☐" : _marked.Contains(i + 1) ? "☑" : "☐")} {i + 1}. {text.KeyPoints[i].In(language)}");
            if (_marked is null) yield return (null, CardText.MarkYourself(Id).In(language));
        }
        yield return (CardText.Why.In(language), _question.Why.In(language));
    }

    private Bilingual Points(int marked)
    {
        var all = ((TextQuestion)_question).KeyPoints.Length;
        return new($"you made {marked} of {all} points", $"{all} 点のうち {marked} 点に触れていました");
    }
}

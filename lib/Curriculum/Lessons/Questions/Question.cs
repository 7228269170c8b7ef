using System.Text.Json;
using System.Text.Json.Serialization;

namespace Curriculum.Lessons.Questions;

/// <summary>A confirmation test (確認テスト) as data. README.md beside this file describes the JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(NumberQuestion), "number")]
[JsonDerivedType(typeof(ChoiceQuestion), "choice")]
[JsonDerivedType(typeof(ExpressionQuestion), "expression")]
[JsonDerivedType(typeof(LineQuestion), "line")]
[JsonDerivedType(typeof(FunctionQuestion), "function")]
[JsonDerivedType(typeof(CountQuestion), "count")]
[JsonDerivedType(typeof(TextQuestion), "text")]
internal abstract record Question
{
    /// <summary>Day, section and number: "D2S1-2".</summary>
    public required string Id { get; init; }

    /// <summary>The question.</summary>
    public required Bilingual Ask { get; init; }

    /// <summary>What is said after a wrong try: a question that leads on, not the answer.</summary>
    public required Bilingual Hint { get; init; }

    /// <summary>The answer, shown on the third wrong try or on request.</summary>
    public required Bilingual Answer { get; init; }

    /// <summary>Why it is so, shown with the answer and after a right one.</summary>
    public required Bilingual Why { get; init; }

    /// <summary>Right answers in every sensible form; a test proves that each is taken.</summary>
    public JsonElement[][] Accepts { get; init; } = [];

    /// <summary>What learners get wrong; a test proves that each is refused.</summary>
    public Mistake[] Mistakes { get; init; } = [];

    /// <summary>Judges an answer.</summary>
    public abstract Grade Grade(IReadOnlyList<object?> given);

    /// <summary>Further lines below the question, such as the options of a choice.</summary>
    public virtual IEnumerable<string> Lines(Language language) => [];

    /// <summary>The wrong answer that one of <see cref="Mistakes"/> explains, or a plain wrong one.</summary>
    protected Grade Wrong(Func<Mistake, bool> isThis) => new(Outcome.Wrong, Mistakes.FirstOrDefault(isThis)?.Say);
}

/// <summary>A wrong answer that real learners give, and what to say to it.</summary>
internal sealed record Mistake
{
    /// <summary>The answer as it would be passed to Confirm.Answer.</summary>
    public required JsonElement[] Answer { get; init; }

    /// <summary>What shows the way back; null says no more than "wrong".</summary>
    public Bilingual? Say { get; init; }

    /// <summary>For a free text: words (regular expressions) that give the mistake away.</summary>
    public string[] Signs { get; init; } = [];

    /// <summary>The answer as objects.</summary>
    [JsonIgnore]
    public IReadOnlyList<object?> Values => JsonAnswer.Read(Answer);
}

namespace Curriculum.Lessons.Questions;

/// <summary>The fixed words of the cards in both languages.</summary>
internal static class CardText
{
    public static Bilingual Right { get; } = new("right", "正解");
    public static Bilingual Wrong { get; } = new("not yet", "もう一歩");
    public static Bilingual Open { get; } = new("compare for yourself", "自己採点");
    public static Bilingual Asked { get; } = new("question", "問い");
    public static Bilingual Unreadable { get; } = new("this could not be read as an answer (it does not count as a try)", "解答として読み取れませんでした (回数には数えません)");
    public static Bilingual Shown { get; } = new("the answer", "解答");
    public static Bilingual Hinted { get; } = new("a hint", "ヒント");
    public static Bilingual Yours { get; } = new("Your answer", "あなたの解答");
    public static Bilingual Hint { get; } = new("Hint", "ヒント");
    public static Bilingual Answer { get; } = new("Answer", "答え");
    public static Bilingual Model { get; } = new("A model answer", "解答例");
    public static Bilingual Why { get; } = new("Why", "理由");
    public static Bilingual KeyPoints { get; } = new("Does yours say this?", "次の点に触れていますか");

    public static Bilingual TriesLeft(int left, string id) => left == 1
        ? new($"One more try, then the answer is shown. To see it now: `Confirm.Reveal(\"{id}\")`.", $"あと 1 回で答えを表示します。今すぐ見るには `Confirm.Reveal(\"{id}\")`。")
        : new($"{left} more tries before the answer is shown. To see it now: `Confirm.Reveal(\"{id}\")`.", $"あと {left} 回で答えを表示します。今すぐ見るには `Confirm.Reveal(\"{id}\")`。");

    public static Bilingual HowToAnswer(Question question) => question switch
    {
        ChoiceQuestion { AsksForAll: true } => Call(question.Id, "\"a\", \"b\", …"),
        ChoiceQuestion => Call(question.Id, "\"a\""),
        ExpressionQuestion e => Call(question.Id, $"\"… {string.Join(" … ", e.Variables.Select(v => v.Name))} …\""),
        TextQuestion => Call(question.Id, "\"…\""),
        LineQuestion { Right: [{ Length: > 1 } lines, ..] } => Lines(question.Id, string.Join(", ", lines.Select(_ => "…"))),
        LineQuestion => new($"Answer with the line's number: `Confirm.Answer(\"{question.Id}\", 1)`", $"行番号で答えてください: `Confirm.Answer(\"{question.Id}\", 1)`"),
        FunctionQuestion f => Call(question.Id, $"{f.Signature} => …"),
        NumberQuestion n => Call(question.Id, string.Join(", ", n.Numbers.Select(_ => "…"))),
        _ => Call(question.Id, "…"),
    };

    public static Bilingual MarkYourself(string id) => new(
        $"Tick the points that your answer makes, for example `Confirm.Mark(\"{id}\", 1, 2)`.",
        $"自分の解答に含まれていた点を記録しましょう。例: `Confirm.Mark(\"{id}\", 1, 2)`");

    private static Bilingual Lines(string id, string numbers) => new($"Answer with the lines' numbers: `Confirm.Answer(\"{id}\", {numbers})`", $"行番号で答えてください: `Confirm.Answer(\"{id}\", {numbers})`");

    private static Bilingual Call(string id, string argument) => new($"Answer: `Confirm.Answer(\"{id}\", {argument})`", $"解答の書き方: `Confirm.Answer(\"{id}\", {argument})`");
}

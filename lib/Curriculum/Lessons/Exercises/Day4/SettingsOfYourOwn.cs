using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;
using Curriculum.Text;
using Curriculum.Text.Translation;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: an open task; the check is that the same updates on the same pairs give clearly better translations.</summary>
internal sealed class SettingsOfYourOwn : ExerciseDefinition<Func<TranslationSettings, TranslationSettings>>
{
    private const double MoreBleu = 20;
    private static readonly uint[] Seeds = [0, 1];

    // What the lesson's small Transformer is trained with, but shorter.
    private static readonly TranslationSettings Plain = new(TranslatorKind.Transformer, Seeds[0])
    {
        Epochs = 3,
        BatchSize = 16,
        Transformer = new() { Features = 32, Hidden = 64, Layers = 2, Heads = 2, HeadFeatures = 16 },
    };

    private static readonly Lazy<TranslationData> Sentences = new(() => TranslationData.Of(BilingualGrammar.Create(train: 2000, validation: 20, development: 100, test: 0, seed: 5)));
    private static readonly Lazy<double[]> PlainBleu = new(() => [.. Seeds.Select(seed => BleuOf(Plain with { Seed = seed }))]);

    public override string Id => "D4S5-X3";

    public override Bilingual Title { get; } = new("Settings of your own", "自分の設定で学習する");

    public override Bilingual Task { get; } = new(
        $"Given the settings of a small Transformer, plain, return settings with which the same pairs, in as many epochs and batches of the same size, give translations at least {MoreBleu} BLEU better (greedy, new sentences), from two seeds. No more parameters than plain has, and still a Transformer. Try the learning rate, WarmUp, LabelSmoothing, and the switches and sizes of TransformerSettings: plain with {{ LearningRate = …, Transformer = plain.Transformer with {{ … }} }}.",
        $"小さな Transformer の設定 plain が与えられます。同じ文の組、同じエポック数、同じバッチサイズで、二つのシードのどちらでも、新しい文の翻訳(貪欲法)の BLEU が {MoreBleu} 以上良くなる設定を返してください。パラメータ数は plain 以下で、Transformer のままとします。学習率、WarmUp、LabelSmoothing、TransformerSettings のスイッチや大きさを試しましょう: plain with {{ LearningRate = …, Transformer = plain.Transformer with {{ … }} }}。");

    public override string Signature => "TranslationSettings Better(TranslationSettings plain)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Three epochs of 2,000 pairs in batches of 16 are 375 updates. Are the steps too short or too long? How would the loss tell you?", "2,000 組を 16 件ずつ 3 エポックなので、更新は 375 回です。歩幅は短すぎますか、長すぎますか。損失を見て、どうすれば分かりますか。"),
        new("WarmUp = w replaces the constant rate by eq. 3 of the paper. How large is its peak, 1/√(features · w), and after how many of the updates does it come?", "WarmUp = w とすると、一定の学習率の代わりに論文の式 3 を使います。その最大値 1/√(features · w) はいくつで、何回目の更新で来ますか。"),
        new("Which parts of the model are there twice or thrice and might be fewer but wider?", "モデルの中で二つ、三つと重なっているもののうち、数を減らして幅を広げられるのはどれですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "Which of your changes did it? Take each back on its own. Would it still hold on 40,000 pairs and ten epochs? (curriculum reproduce translation trains that.)",
        "効いたのはどの変更でしょうか。一つずつ元に戻してみましょう。40,000 組、10 エポックでも同じことが言えるでしょうか。(curriculum reproduce translation で学習できます。)");

    public override Delegate Solution => (TranslationSettings plain) => plain with { LearningRate = 0.003 };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["nothing changed"] = (TranslationSettings plain) => plain,
        ["more epochs"] = (TranslationSettings plain) => plain with { Epochs = 9 },
        ["a larger net"] = (TranslationSettings plain) => plain with { Transformer = plain.Transformer with { Features = 64, Hidden = 128 } },
        ["smaller batches, so more updates"] = (TranslationSettings plain) => plain with { BatchSize = 4 },
        ["label smoothing alone"] = (TranslationSettings plain) => plain with { LabelSmoothing = 0.1 },
        ["the paper's warm-up of 4,000 updates, of which 375 come"] = (TranslationSettings plain) => plain with { WarmUp = 4000 },
        ["steps ten times as long"] = (TranslationSettings plain) => plain with { LearningRate = 0.01 },
    };

    protected override IEnumerable<Step> Steps(Func<TranslationSettings, TranslationSettings> solve)
    {
        var mine = solve(Plain);
        yield return Step.That(new("a Transformer, with as many epochs and pairs a batch", "Transformer のまま、エポック数とバッチサイズも同じ"),
            mine is { Model: TranslatorKind.Transformer } && mine.Epochs == Plain.Epochs && mine.BatchSize == Plain.BatchSize, $"{Plain.Epochs} epochs, batches of {Plain.BatchSize}",
            $"{mine.Model}, {mine.Epochs} epochs, batches of {mine.BatchSize}", new("More work is always better. Can you do better with the same?", "作業を増やせば良くなるのは当然です。同じ作業量で良くできますか。"));
        long most = ParametersOf(Plain), parameters = ParametersOf(mine);
        yield return Step.That(new("no more parameters than plain", "パラメータ数は plain 以下"), parameters <= most, $"≤ {most:N0}", $"{parameters:N0}",
            new("Where is the model wider than it needs to be, if you want it wider elsewhere?", "どこかを広げたいなら、代わりに減らせるのはどこですか。"));
        double[] gains = [.. Seeds.Select((seed, i) => BleuOf(mine with { Seed = seed }) - PlainBleu.Value[i])];
        yield return Step.That(new("better from both seeds", "どちらのシードでも良くなる"), gains.All(gain => gain > 0), "> 0", List(gains),
            new("Does the loss fall at all? How large is the very first step?", "そもそも損失は下がっていますか。最初の一歩はどれくらいの大きさですか。"));
        yield return Step.That(new($"clearly: by {MoreBleu} BLEU", $"はっきりと: BLEU で {MoreBleu} 以上"), gains.All(gain => gain >= MoreBleu), $"≥ {MoreBleu}", List(gains),
            new("How far does the loss fall in these few updates? What would let it fall faster?", "この少ない更新で、損失はどこまで下がりますか。もっと速く下げるには何を変えますか。")) with
        { Shown = $"{List(gains)} BLEU more" };
    }

    private static long ParametersOf(TranslationSettings settings) => new TranslationRun(settings, Sentences.Value).Model.ParameterCount;

    private static double BleuOf(TranslationSettings settings)
    {
        var run = new TranslationRun(settings, Sentences.Value);
        run.Train();
        return run.Epochs[^1].DevBleu;
    }

    private static string List(IEnumerable<double> values) => string.Join(", ", values.Select(v => NumberText.Significant(v, 3)));
}

using Curriculum.Arrays;
using Curriculum.Lessons.Figures;
using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Extend: an open task that none of the five rules of the lesson solves.</summary>
internal sealed class RuleOfYourOwn : ExerciseDefinition<Func<Func<NdArray, NdArray, NdArray>>>
{
    private const int MostSaddleSteps = 300;
    private const int ValleySteps = 400;
    private const double FarthestFromTheBottom = 0.01;
    private static readonly NdArray Start = NdArray.Of(-2.5, 0.5);

    public override string Id => "D2S2-X3";

    public override Bilingual Title { get; } = new("An optimizer of your own", "自分の最適化手法を作る");

    public override Bilingual Task { get; } = new(
        $"SGD and Momentum depend on the units of the loss. AdaGrad, RMSProp and Adam depend on the axes: turn the landscape, and they walk another way. Make a rule that depends on neither, leaves the saddle of the lesson within {MostSaddleSteps} steps, and ends less than {FarthestFromTheBottom} from the lowest point of the valley after {ValleySteps}. Return a fresh rule (w, g) → new w, with its own memory, at every call.",
        $"SGD とモメンタムは損失の単位に左右されます。AdaGrad、RMSProp、Adam は座標軸に左右され、地形を回すと違う道を通ります。そのどちらにも左右されず、レッスンの鞍点を {MostSaddleSteps} 歩以内に離れ、谷では {ValleySteps} 歩後に最も低い点から {FarthestFromTheBottom} 未満の所にいる規則を作ってください。呼ばれるたびに、専用の記憶を持つ新しい規則 (w, g) → 新しい w を返します。");

    public override string Signature => "Func<NdArray, NdArray, NdArray> MyRule()";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Dividing by √v makes Adam independent of the loss's units. What makes it depend on the axes: that it divides, or that each weight has a divisor of its own?", "Adam が損失の単位に左右されないのは √v で割るからです。座標軸に左右される原因は、割ることですか、それとも重みごとに別の値で割ることですか。"),
        new("Which number made of g stays the same when the plane is turned?", "平面を回しても変わらない、g から作れる数は何ですか。"),
        new("If every step has the same length, how close can it come to the lowest point? What shortens the steps there?", "どの 1 歩も同じ長さなら、最も低い点にどこまで近づけますか。そこで歩幅を縮めるものは何ですか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "One divisor for all weights also gives up what made RMSProp learn the course's net, where the layers' gradients differ a thousandfold. Try yours on it. A divisor for each layer is a compromise that large-batch training uses (LARS, LAMB).",
        "全体で一つの値で割ると、講座のネットワークで RMSProp が学習できた理由も手放すことになります。層ごとの勾配の大きさが千倍以上違うからです。自分の規則で試してみましょう。層ごとに一つの値で割る折衷案は、大きなバッチの学習で使われています (LARS、LAMB)。");

    public override Delegate Solution => () =>
    {
        var (m, v) = (NdArray.Zeros(2), NdArray.Scalar(0));
        double power1 = 1, power2 = 1;
        return (Func<NdArray, NdArray, NdArray>)((w, g) =>
        {
            (power1, power2) = (power1 * 0.9, power2 * 0.99);
            m += 0.1 * (g - m);
            v += 0.01 * (g.Square().Sum() - v);
            return w - (0.1 * m / (1 - power1) / (v / (1 - power2)).Sqrt());
        });
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["SGD"] = Rule(() => (w, g) => w - (0.03 * g)),
        ["Momentum"] = Rule(() =>
        {
            var v = NdArray.Zeros(2);
            return (w, g) => w + (v = (0.9 * v) - (0.02 * g));
        }),
        ["RMSProp"] = Rule(() =>
        {
            var h = NdArray.Zeros(2);
            return (w, g) =>
            {
                h = (0.99 * h) + (0.01 * g * g);
                return w - (0.03 * g / (h.Sqrt() + 1e-12));
            };
        }),
        ["the sign alone"] = Rule(() => (w, g) => w - (0.003 * g.Sign())),
        ["steps of one length, too long to settle"] = Rule(() => (w, g) => w - (0.03 * g / g.Square().Sum().Sqrt())),
        ["steps of one length, too short to arrive"] = Rule(() => (w, g) => w - (0.003 * g / g.Square().Sum().Sqrt())),
        ["one memory for all calls"] = Shared(),
    };

    protected override IEnumerable<Step> Steps(Func<Func<NdArray, NdArray, NdArray>> solve)
    {
        var way = Walk(solve(), Valley, Start, 60);
        var loud = Walk(solve(), w => 1000 * Valley(w), Start, 60);
        var units = Length(loud - way);
        yield return Step.That(new("the same way for 1,000·E as for E, 60 steps", "1,000·E でも E と同じ道を 60 歩"), units < 1e-3, "the same place", $"{NumberText.Significant(units, 2)} apart",
            new("Multiply g by 1,000. Which line of yours passes the 1,000 on to the step? And does every call of MyRule begin with an empty memory?", "g を 1,000 倍してみましょう。その 1,000 倍を歩幅に伝えているのはどの行ですか。また、MyRule を呼ぶたびに記憶は空から始まりますか。"));

        var turned = Walk(solve(), w => Turn(Valley(Back(w))), Turn(Start), 60);
        var axes = Length(Back(turned) - way);
        yield return Step.That(new("the same way in a valley turned by 45°, 60 steps", "45° 回した谷でも同じ道を 60 歩"), axes < 1e-6, "the same place, turned", $"{NumberText.Significant(axes, 2)} apart",
            new("Which of your lines treats the two numbers of g apart from each other?", "g の二つの数を別々に扱っているのはどの行ですか。"));

        var saddle = LeavesSaddle(solve());
        yield return Step.That(new($"leaves the saddle within {MostSaddleSteps} steps", $"{MostSaddleSteps} 歩以内に鞍点を離れる"), saddle <= MostSaddleSteps, $"≤ {MostSaddleSteps}", $"{saddle}",
            new("Near the saddle g is tiny. What keeps your steps from being tiny too?", "鞍点の近くでは g がごく小さくなります。歩幅までごく小さくならないようにしているものは何ですか。")) with
        { Shown = $"{saddle} steps" };

        var end = Length(Walk(solve(), Valley, Start, ValleySteps));
        yield return Step.That(new($"in the valley, less than {FarthestFromTheBottom} from the lowest point after {ValleySteps} steps", $"谷では、{ValleySteps} 歩後に最も低い点から {FarthestFromTheBottom} 未満"), end < FarthestFromTheBottom, $"< {FarthestFromTheBottom}", NumberText.Significant(end, 2),
            new("Is it still on its way, or does it run around the lowest point? Print the last ten places.", "まだ途中ですか、それとも最も低い点のまわりを動き回っていますか。最後の 10 歩の位置を表示してみましょう。")) with
        { Shown = NumberText.Significant(end, 2) };
    }

    private static NdArray Valley(NdArray w) => w * NdArray.Of(1.0, 30);

    private static NdArray Saddle(NdArray w) => NdArray.Stack(0, w[0], (w[1] * w[1] * w[1]) - w[1]);

    private static NdArray Turn(NdArray w) => NdArray.Stack(0, w[0] - w[1], w[0] + w[1]) * Math.Sqrt(0.5);

    private static NdArray Back(NdArray w) => NdArray.Stack(0, w[0] + w[1], w[1] - w[0]) * Math.Sqrt(0.5);

    private static NdArray Walk(Func<NdArray, NdArray, NdArray> rule, Func<NdArray, NdArray> slope, NdArray w, int steps)
    {
        for (var i = 0; i < steps; i++) w = rule(w, slope(w));
        return w;
    }

    private static int LeavesSaddle(Func<NdArray, NdArray, NdArray> rule)
    {
        var w = NdArray.Of(-1.5, 0.001);
        var steps = 0;
        for (; steps <= MostSaddleSteps && !(Math.Abs(w[1].Item()) > 0.5); steps++) w = rule(w, Saddle(w));
        return steps;
    }

    private static double Length(NdArray w) => w.Square().Sum().Sqrt().Item();

    private static Func<Func<NdArray, NdArray, NdArray>> Rule(Func<Func<NdArray, NdArray, NdArray>> rule) => rule;

    private static Func<Func<NdArray, NdArray, NdArray>> Shared()
    {
        var h = NdArray.Scalar(0);
        return () => (w, g) =>
        {
            h = (0.99 * h) + (0.01 * g.Square().Sum());
            return w - (0.1 * g / h.Sqrt());
        };
    }
}

using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>Build: early stopping with patience.</summary>
internal sealed class WhenToStop : ExerciseDefinition<Func<IEnumerable<double>, int, (int Best, int Measured)>>
{
    public override string Id => "D2S3-X2";

    public override Bilingual Title { get; } = new("When to stop", "いつ止めるか");

    public override Bilingual Task { get; } = new(
        "The validation losses come one by one, while the net trains. Stop as soon as `patience` measurements in a row were not better than the best so far. Return the number of the best measurement (from 0), whose weights are kept, and how many measurements were taken in all. Equal is not better. Do not ask for a loss that you no longer need: each one costs an epoch. Refuse a patience below 1.",
        "学習が進むあいだ、検証損失が一つずつ届きます。それまでの最良より良くない測定が `patience` 回続いたら、すぐに止めてください。最良の測定の番号(0 から。その時点の重みを残します)と、測定した回数を返します。同じ値は「良い」に入れません。もう必要のない損失は受け取らないでください。一つにつき 1 エポックかかるからです。1 未満の patience は例外にしてください。");

    public override string Signature => "(int best, int measured) Stop(IEnumerable<double> losses, int patience)";

    public override IReadOnlyList<Bilingual> Hints { get; } =
    [
        new("Which three numbers do you have to carry from one measurement to the next?", "一つの測定から次の測定へ、持ち越さなければならない数は何ですか。三つあります。"),
        new("A foreach with a break asks for nothing beyond. What does ToArray() ask for?", "break する foreach は、その先を求めません。ToArray() は何を求めますか。"),
        new("The loss falls, rises once, and falls below the best. What happens to the count of bad measurements?", "損失が下がり、一度上がり、また最良を下回りました。良くなかった測定の数はどうなりますか。"),
    ];

    public override Bilingual Afterword { get; } = new(
        "The rule looks back, never ahead: with patience 2 it misses a better loss three measurements later. What does a large patience cost, and what a small one?",
        "この規則は後ろだけを見て、先は見ません。patience が 2 なら、3 回先にあるもっと良い損失を逃します。patience が大きいと何を失い、小さいと何を失うでしょうか。");

    public override Delegate Solution => (IEnumerable<double> losses, int patience) =>
    {
        Require(patience);
        return Walk(losses, (since, _) => since >= patience, (loss, lowest) => loss < lowest);
    };

    public override IReadOnlyDictionary<string, Delegate> Mistakes { get; } = new Dictionary<string, Delegate>
    {
        ["the best of all, looking ahead"] = (IEnumerable<double> losses, int patience) =>
        {
            Require(patience);
            var all = losses.ToArray();
            return (Array.IndexOf(all, all.Min()), all.Length);
        },
        ["stopped at the first rise"] = (IEnumerable<double> losses, int patience) =>
        {
            Require(patience);
            return Walk(losses, (since, _) => since >= 1, (loss, lowest) => loss < lowest);
        },
        ["the measurement at which it stopped, not the best"] = (IEnumerable<double> losses, int patience) =>
        {
            Require(patience);
            var (_, measured) = Walk(losses, (since, _) => since >= patience, (loss, lowest) => loss < lowest);
            return (measured - 1, measured);
        },
        ["bad measurements counted in all, not in a row"] = (IEnumerable<double> losses, int patience) =>
        {
            Require(patience);
            return Walk(losses, (_, bad) => bad >= patience, (loss, lowest) => loss < lowest);
        },
        ["equal counts as better"] = (IEnumerable<double> losses, int patience) =>
        {
            Require(patience);
            return Walk(losses, (since, _) => since >= patience, (loss, lowest) => loss <= lowest);
        },
        ["one measurement too many"] = (IEnumerable<double> losses, int patience) =>
        {
            Require(patience);
            return Walk(losses, (since, _) => since > patience, (loss, lowest) => loss < lowest);
        },
        ["any patience taken"] = (IEnumerable<double> losses, int patience) => Walk(losses, (since, _) => since >= patience, (loss, lowest) => loss < lowest),
    };

    protected override IEnumerable<Step> Steps(Func<IEnumerable<double>, int, (int Best, int Measured)> solve)
    {
        yield return Case(solve, [5, 4, 3, 3.5, 3.2, 1], 2, (2, 5), new("it turns at 3; the 1 that follows is never seen", "3 で折り返す。その後の 1 は見ないまま終わる"),
            new("Count the bad ones after the 3. After how many do you stop, and which weights do you keep?", "3 の後の良くない測定を数えましょう。何回で止め、どの時点の重みを残しますか。"));
        yield return Case(solve, [5, 4, 4.5, 3, 3.5, 2, 2.5, 2.1], 2, (5, 8), new("a rise, then better again: the count begins anew", "上がってから、また良くなる: 数え直す"),
            new("After the 4.5 comes a 3. How many bad ones in a row are there now?", "4.5 の次は 3 です。良くない測定は、いま何回続いていますか。"));
        yield return Case(solve, [2, 2, 2, 2, 2], 3, (0, 4), new("equal is not better", "同じ値は「良い」に入らない"), new("Four times the same loss. Which of them was the first?", "同じ損失が続いています。最初はどれですか。"));
        yield return Case(solve, [3, 2, 1], 2, (2, 3), new("it never turns: the last is the best", "折り返さない: 最後が最良"), new("What if the losses end before your patience does?", "待ちきる前に損失が尽きたらどうなりますか。"));
        yield return Asked(solve);
        yield return Step.Refuses(new("patience 0 is refused", "patience 0 は例外になる"), () => solve([1, 2, 3], 0).Best, new("With patience 0, would it ever make a second measurement?", "patience が 0 なら、二回目の測定はあるでしょうか。"));
    }

    private static Step Case(Func<IEnumerable<double>, int, (int Best, int Measured)> solve, double[] losses, int patience, (int, int) expected, Bilingual what, Bilingual question)
    {
        var got = solve(losses, patience);
        return Step.That(new($"{string.Join(", ", losses)}; patience {patience}: {what.En}", $"{string.Join(", ", losses)}; patience {patience}: {what.Ja}"), got == expected, $"{expected}", $"{got}", question);
    }

    // A training that would go on for ever: it must be asked for no loss after the third.
    private static Step Asked(Func<IEnumerable<double>, int, (int Best, int Measured)> solve)
    {
        int asked = 0;
        solve(Training(), 2);
        return Step.That(new("no loss is asked for after the stop", "止めた後の損失は求めない"), asked == 3, "3", $"{asked}", new("Who runs the training while you read on in `losses`?", "`losses` を読み進めているあいだ、学習を動かしているのは誰ですか。"));

        IEnumerable<double> Training()
        {
            foreach (double loss in (double[])[1, 2, 3, 4, 5, 6])
            {
                asked++;
                yield return loss;
            }
        }
    }

    private static (int Best, int Measured) Walk(IEnumerable<double> losses, Func<int, int, bool> stops, Func<double, double, bool> better)
    {
        int best = 0, measured = 0, bad = 0;
        double lowest = double.PositiveInfinity;
        foreach (double loss in losses)
        {
            if (better(loss, lowest))
                (best, lowest) = (measured, loss);
            else
                bad++;
            if (stops(measured++ - best, bad))
                break;
        }

        return (best, measured);
    }

    private static void Require(int patience) => ArgumentOutOfRangeException.ThrowIfLessThan(patience, 1);
}

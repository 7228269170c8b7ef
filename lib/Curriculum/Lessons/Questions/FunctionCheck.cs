namespace Curriculum.Lessons.Questions;

/// <summary>Judges a function by what it returns for test inputs.</summary>
/// <param name="Right">A right function; it also fixes the types of the arguments.</param>
/// <param name="Inputs">Lists of arguments to call it with.</param>
/// <param name="Mistakes">Functions that learners write, each with what to say to it.</param>
internal sealed record FunctionCheck(Delegate Right, object?[][] Inputs, params (Delegate Function, Bilingual Say)[] Mistakes)
{
    public Grade Grade(Delegate function, string signature)
    {
        var (wanted, given) = (Types(Right), Types(function));
        if (!wanted.SequenceEqual(given))
            return Questions.Grade.Unreadable(
                $"A function `{signature}` is asked for; yours takes ({string.Join(", ", given.Select(t => t.Name))}).",
                $"求められているのは関数 `{signature}` です。引数の型が異なります: ({string.Join(", ", given.Select(t => t.Name))})");
        for (var i = 0; i < Inputs.Length; i++)
        {
            object? got;
            try
            {
                got = GivenFunction.Call(function, Inputs[i]);
            }
            // Whatever a learner's function throws is the finding itself.
            catch (Exception problem)
            {
                return new(Outcome.Wrong, new($"It throws on a test input: {problem.Message}", $"テスト入力で例外が発生しました: {problem.Message}"));
            }
            if (SameResult.Of(got, GivenFunction.Call(Right, Inputs[i]))) continue;
            var known = Mistakes.FirstOrDefault(m => Inputs.All(input => Agrees(function, m.Function, input)));
            return new(Outcome.Wrong, known.Say);
        }
        return Questions.Grade.Right;
    }

    private static Type[] Types(Delegate function) => [.. function.GetType().GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)];

    private static bool Agrees(Delegate a, Delegate b, object?[] input)
    {
        try
        {
            return SameResult.Of(GivenFunction.Call(a, input), GivenFunction.Call(b, input));
        }
        // One of the two refuses the input: then they are not the same mistake.
        catch (Exception)
        {
            return false;
        }
    }
}

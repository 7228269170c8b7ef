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
        var trouble = Inputs.Select(input => Trouble(function, input)).FirstOrDefault(t => t is not null);
        if (trouble is null) return Questions.Grade.Right;
        var known = Mistakes.FirstOrDefault(m => Inputs.All(input => Agrees(function, m.Function, input)));
        return new(Outcome.Wrong, known.Say ?? trouble.Remark);
    }

    /// <summary>What is wrong on one input, or null.</summary>
    private Grade? Trouble(Delegate function, object?[] input)
    {
        var (got, problem) = Try(function, input);
        if (problem is not null) return new(Outcome.Wrong, new($"It throws on a test input: {problem.Message}", $"テスト入力で例外が発生しました: {problem.Message}"));
        return SameResult.Of(got, GivenFunction.Call(Right, input)) ? null : new(Outcome.Wrong);
    }

    private static Type[] Types(Delegate function) => [.. function.GetType().GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)];

    private static bool Agrees(Delegate a, Delegate b, object?[] input)
    {
        var ((x, failed), (y, failedToo)) = (Try(a, input), Try(b, input));
        return failed is null && failedToo is null ? SameResult.Of(x, y) : failed?.GetType() == failedToo?.GetType();
    }

    /// <summary>What it returns, or what it throws: whatever a learner's function throws is the finding itself.</summary>
    private static (object? Result, Exception? Problem) Try(Delegate function, object?[] input)
    {
        try
        {
            return (GivenFunction.Call(function, input), null);
        }
        catch (Exception problem)
        {
            return (null, problem);
        }
    }
}

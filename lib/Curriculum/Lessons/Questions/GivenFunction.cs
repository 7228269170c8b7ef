using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Curriculum.Lessons.Questions;

/// <summary>Calls a function that a learner wrote, whatever its exact type.</summary>
internal static class GivenFunction
{
    /// <summary>A function of <paramref name="count"/> numbers.</summary>
    /// <exception cref="UnreadableAnswerException">It takes something else, or more or less of it.</exception>
    public static Func<double[], double> OfNumbers(Delegate function, int count)
    {
        // A compiled lambda hides a closure as its first parameter; Invoke does not show it.
        var visible = function.GetType().GetMethod("Invoke")!.GetParameters();
        var types = string.Join(", ", visible.Select(p => p.ParameterType.Name));
        if (visible.Length != count) throw new UnreadableAnswerException($"a function of {count} numbers is expected, one of {visible.Length} was given", $"引数は {count} 個の数です。この関数の引数は {visible.Length} 個です");
        if (visible.Any(p => !p.ParameterType.IsPrimitive)) throw new UnreadableAnswerException($"a function of numbers is expected, this one takes {types}", $"引数は数です。この関数の引数は {types} です");
        return values => Convert.ToDouble(Call(function, [.. values.Zip(visible, (v, p) => Convert.ChangeType(v, p.ParameterType))]));
    }

    /// <summary>Calls it; an exception of the learner's code comes out as it was thrown.</summary>
    public static object? Call(Delegate function, params object?[] arguments)
    {
        try
        {
            return function.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is { } inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}

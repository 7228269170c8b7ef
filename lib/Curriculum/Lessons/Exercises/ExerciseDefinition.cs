using Curriculum.Lessons.Questions;

namespace Curriculum.Lessons.Exercises;

/// <summary>An exercise: what it asks for, how a solution is checked, and what must not pass.</summary>
internal abstract class ExerciseDefinition
{
    /// <summary>Day, section and number: "D2S1-X1".</summary>
    public abstract string Id { get; }

    /// <summary>A few words.</summary>
    public abstract Bilingual Title { get; }

    /// <summary>What to write.</summary>
    public abstract Bilingual Task { get; }

    /// <summary>The signature of the solution, as in a cell.</summary>
    public abstract string Signature { get; }

    /// <summary>Questions that lead on, the gentlest first.</summary>
    public abstract IReadOnlyList<Bilingual> Hints { get; }

    /// <summary>What to think about once it is solved.</summary>
    public abstract Bilingual Afterword { get; }

    /// <summary>A solution. A test proves that it passes.</summary>
    public abstract Delegate Solution { get; }

    /// <summary>What learners write instead, by name. A test proves that each is refused.</summary>
    public abstract IReadOnlyDictionary<string, Delegate> Mistakes { get; }

    /// <summary>Runs the check up to the first step that fails.</summary>
    /// <exception cref="NotSolvedException">The solution still throws it.</exception>
    /// <exception cref="ArgumentException">The solution has another signature.</exception>
    public abstract IReadOnlyList<Step> Check(Delegate solution);
}

/// <summary>An exercise whose solution is a <typeparamref name="TFunction"/>.</summary>
internal abstract class ExerciseDefinition<TFunction> : ExerciseDefinition where TFunction : Delegate
{
    /// <summary>The steps, computed one at a time.</summary>
    protected abstract IEnumerable<Step> Steps(TFunction solve);

    public override IReadOnlyList<Step> Check(Delegate solution)
    {
        var steps = new List<Step>();
        using var next = Steps(Typed(solution)).GetEnumerator();
        while (steps.All(s => s.Passed))
        {
            try
            {
                if (!next.MoveNext()) break;
                steps.Add(next.Current);
            }
            catch (NotSolvedException)
            {
                throw new NotSolvedException($"{Id} is not solved yet: replace `throw new NotSolvedException()` by your own code. To begin with: {Hints[0].En} / {Hints[0].Ja}");
            }
            // Whatever a learner's function throws is the finding itself.
            catch (Exception problem)
            {
                steps.Add(Step.Threw(problem));
            }
        }
        return steps;
    }

    private TFunction Typed(Delegate solution)
    {
        if (solution is TFunction typed) return typed;
        if (Delegate.CreateDelegate(typeof(TFunction), solution.Target, solution.Method, throwOnBindFailure: false) is TFunction bound) return bound;
        var given = solution.GetType().GetMethod("Invoke")!;
        throw new ArgumentException($"Exercise {Id}: the solution must be {Signature}, got a function ({string.Join(", ", given.GetParameters().Select(p => p.ParameterType.Name))}) → {given.ReturnType.Name}.");
    }
}

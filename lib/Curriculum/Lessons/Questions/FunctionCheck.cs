namespace Curriculum.Lessons.Questions;

/// <summary>Judges a function by what it returns for test inputs.</summary>
internal interface IFunctionCheck
{
    /// <summary>Wrong functions that learners write, each with what to say to it.</summary>
    IReadOnlyList<(Delegate Function, Bilingual Say)> Mistakes { get; }

    /// <summary>A right function.</summary>
    Delegate Right { get; }

    /// <summary>Judges <paramref name="function"/>.</summary>
    Grade Grade(Delegate function, string signature);
}

namespace Curriculum.Lessons.Questions;

/// <summary>A function, called on test inputs. The inputs, the right function and the usual wrong ones are code: see <see cref="FunctionChecks"/>.</summary>
internal sealed record FunctionQuestion : Question
{
    /// <summary>The signature, as the learner should write it.</summary>
    public required string Signature { get; init; }

    public override IEnumerable<string> Lines(Language language) => [$"`{Signature}`"];

    public override Grade Grade(IReadOnlyList<object?> given) => given is [Delegate function]
        ? FunctionChecks.For(Id).Grade(function, Signature)
        : Questions.Grade.Unreadable($"Answer with a function: `Confirm.Answer(\"{Id}\", {Signature} => …)`.", $"関数で答えてください: `Confirm.Answer(\"{Id}\", {Signature} => …)`");
}

using Curriculum.Functional.Operations;

namespace Curriculum.Functional.Devices;

/// <summary>One step of a sequence.</summary>
/// <param name="Time">Its time.</param>
/// <param name="Previous">The time of the step before, in the order of work.</param>
/// <param name="Start">The time of the first step of a row that is as long as the sequence.</param>
/// <param name="IsReverse">Whether the order of work is backwards in time.</param>
internal readonly record struct SequencePlace(int Time, int Previous, int Start, bool IsReverse)
{
    public static SequencePlace Of(SequenceOrder order, int step, int steps) => new(order.Time(step, steps), order.Time(step - 1, steps), order.Time(0, steps), order.IsReverse);
}

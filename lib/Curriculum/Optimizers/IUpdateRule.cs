using System.Numerics;

namespace Curriculum.Optimizers;

/// <summary>How an optimizer moves a few weights at once. No element depends on another, so the bits do not depend on the width of the vector.</summary>
internal interface IUpdateRule<T>
    where T : unmanaged
{
    /// <summary>The new weights from the present ones and their gradient; a, b and c are what is remembered, in the order in which the optimizer names it.</summary>
    Vector<T> Step(Vector<T> w, Vector<T> g, ref Vector<T> a, ref Vector<T> b, ref Vector<T> c);
}

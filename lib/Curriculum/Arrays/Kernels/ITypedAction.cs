using System.Numerics;

namespace Curriculum.Arrays.Kernels;

/// <summary>Code that is the same for every element type.</summary>
internal interface ITypedAction
{
    void Run<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>;
}

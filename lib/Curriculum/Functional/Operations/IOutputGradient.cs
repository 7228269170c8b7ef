namespace Curriculum.Functional.Operations;

/// <summary>The gradient by the output of a convolution, image by image.</summary>
internal unsafe interface IOutputGradient<T>
    where T : unmanaged
{
    /// <summary>How many numbers <see cref="Group"/> needs to work with; they hold zeros at first.</summary>
    int ScratchSize { get; }

    /// <summary>The gradient [f, oh, ow] of one group of one image.</summary>
    /// <param name="index">image · groups + group.</param>
    /// <param name="scratch">Where it may be made.</param>
    T* Group(nint index, T* scratch);
}

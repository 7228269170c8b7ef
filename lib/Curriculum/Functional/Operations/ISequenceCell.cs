namespace Curriculum.Functional.Operations;

/// <summary>One row of one step of a recurrent cell, forwards and backwards. Every pointer is a row of blocks of <c>size</c> elements.</summary>
internal unsafe interface ISequenceCell<T>
    where T : unmanaged
{
    /// <summary>Blocks of rows in the weights.</summary>
    static abstract int Gates { get; }

    /// <summary>Blocks that are kept for the way back.</summary>
    static abstract int Saved { get; }

    /// <summary>Whether there is a cell c beside the state h.</summary>
    static abstract bool HasCell { get; }

    /// <summary>Whether the state's share of a gate has another gradient than the input's.</summary>
    static abstract bool SplitsGradient { get; }

    /// <summary>Moves h and c one step on.</summary>
    /// <param name="fromInput">W_ih·x and biases, Gates blocks.</param>
    /// <param name="fromState">W_hh·h, Gates blocks.</param>
    /// <param name="stateBias">b_hh, Gates blocks; null for none.</param>
    /// <param name="h">The state before; the state after takes its place.</param>
    /// <param name="c">The cell before; the cell after takes its place.</param>
    /// <param name="saved">What is kept, Saved blocks.</param>
    /// <param name="size">The length of a block.</param>
    static abstract void Forward(T* fromInput, T* fromState, T* stateBias, T* h, T* c, T* saved, int size);

    /// <summary>Takes the gradients of h and c one step back.</summary>
    /// <param name="saved">What the step kept.</param>
    /// <param name="hBefore">The state before the step.</param>
    /// <param name="hAfter">The state after it.</param>
    /// <param name="cBefore">The cell before it.</param>
    /// <param name="cAfter">The cell after it.</param>
    /// <param name="gh">The gradient of the state after; that of the state before takes its place, without what flows through W_hh.</param>
    /// <param name="gc">The gradient of the cell after; that of the cell before takes its place.</param>
    /// <param name="gInput">The gradient of fromInput.</param>
    /// <param name="gState">The gradient of fromState; the same memory as gInput unless they are split.</param>
    /// <param name="size">The length of a block.</param>
    static abstract void Backward(T* saved, T* hBefore, T* hAfter, T* cBefore, T* cAfter, T* gh, T* gc, T* gInput, T* gState, int size);
}

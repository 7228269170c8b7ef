using Curriculum.Arrays;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional.Devices;

/// <summary>What lies between the matrix products of recurrent cells, on a device in one go for each step. All arrays lie row by row and are of one float type, lengths of Int32.</summary>
internal interface ISequenceKernels
{
    /// <summary>One step: moves h (and c) on in place, and writes what belongs to its time of y, of what is kept and (LSTM) of the cells.</summary>
    /// <param name="kind">The cell.</param>
    /// <param name="place">Which step.</param>
    /// <param name="lengths">The length of each row [n]; null: all are as long as the sequence.</param>
    /// <param name="input">W_ih·x and biases of all times, [t, n, g·h].</param>
    /// <param name="fromState">W_hh·h (and bias) of this step, [n, g·h].</param>
    /// <param name="state">The state [n, h] and (LSTM) the cell [n, h].</param>
    /// <param name="memory">What is written for all times.</param>
    void Step(RecurrentKind kind, SequencePlace place, NdArray? lengths, NdArray input, NdArray fromState, (NdArray H, NdArray? C) state, SequenceMemory memory);

    /// <summary>One step back: takes the gradients of h (and c) back in place, and writes what belongs to its time of the gradients of both shares of the gates, and the state before.</summary>
    /// <param name="kind">The cell.</param>
    /// <param name="place">Which step.</param>
    /// <param name="lengths">The length of each row [n]; null: all are as long as the sequence.</param>
    /// <param name="memory">What the way there wrote.</param>
    /// <param name="start">The state and (LSTM) the cell at the start, [n, h].</param>
    /// <param name="gy">The gradient of y [t, n, h]; null: zeros.</param>
    /// <param name="through">What flowed back through W_hh at the step that was taken back last, [n, h]; null: nothing.</param>
    /// <param name="gradient">The gradients of the state, without <paramref name="through"/>, and of the cell, [n, h].</param>
    /// <param name="gInput">The gradient of the input's share, [t, n, g·h].</param>
    /// <param name="gState">The gradient of the state's share, [t, n, g·h]; the same array but for GRU.</param>
    /// <param name="before">The state before each step, [t, n, h].</param>
    void StepBack(
        RecurrentKind kind, SequencePlace place, NdArray? lengths, SequenceMemory memory, (NdArray H, NdArray? C) start, NdArray? gy, NdArray? through, (NdArray H, NdArray? C) gradient,
        NdArray gInput, NdArray gState, NdArray before);
}

using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>What a recurrent network carries from step to step.</summary>
/// <param name="Output">h: the state that is also the output. Of one cell [n, h]; of a whole network [layers · directions, n, h], with index layer · directions + direction.</param>
/// <param name="Cell">c: the cell of an LSTM, shaped as h; null for the others.</param>
public sealed record RecurrentState(Tensor Output, Tensor? Cell = null);

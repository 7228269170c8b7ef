using Curriculum.Autograd;

namespace Curriculum.Layers;

/// <summary>What a recurrent network made of a sequence.</summary>
/// <param name="Outputs">The last layer's outputs at every step, the forward direction's features first; 0 after the end of a padded sequence.</param>
/// <param name="Final">The state of every layer and direction after its last step.</param>
public sealed record RecurrentResult(Tensor Outputs, RecurrentState Final);

namespace Curriculum.Lessons.Experiments;

// Where a hidden layer normalises.
internal enum NormalizationPlace
{
    None,
    BeforeActivation,
    AfterActivation,

    // Santurkar et al., arXiv:1805.11604, 2.1: normalised, then shaken by a new random mean and scale in every step.
    BeforeActivationWithNoise,
}

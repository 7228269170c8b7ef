namespace Curriculum.Optimizers;

/// <summary>Which of two common ways of writing an optimizer's step is meant, where they differ.</summary>
public enum OptimizerForm
{
    /// <summary>As in the paper or the usual textbook in NumPy.</summary>
    Textbook,

    /// <summary>As torch.optim computes it.</summary>
    PyTorch,
}

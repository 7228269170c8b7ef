namespace Curriculum.Functional;

/// <summary>The functions that networks are made of, without parameters of their own: activations, losses, normalisations and so on.</summary>
/// <remarks>
/// Letters: n batch, c channels or classes, h and w height and width of an image, d and h features in and out, * any leading axes. Each function that is computed in one
/// sweep has its definition in small differentiable steps in <see cref="Composed"/>; the tests hold the two to the same values and derivatives.
/// </remarks>
public static partial class F
{
}

using Curriculum.Layers;

namespace Curriculum.Meta;

/// <summary>A model after its inner steps.</summary>
/// <param name="Model">The model with fast weights: functions of the weights before, which can be differentiated.</param>
/// <param name="Losses">The support loss before each step.</param>
public sealed record AdaptedModel(Layer Model, IReadOnlyList<double> Losses);

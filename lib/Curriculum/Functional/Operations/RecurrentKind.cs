namespace Curriculum.Functional.Operations;

/// <summary>Which recurrent cell a sequence runs through.</summary>
internal enum RecurrentKind
{
    Tanh,
    Relu,
    Lstm,
    Gru,
}

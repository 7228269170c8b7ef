using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Training;

/// <summary>The parameters and buffers of a model at one moment. Reading them is enough: a later update writes elsewhere.</summary>
internal sealed class ModelSnapshot(Module model)
{
    private readonly NdArray[] _parameters = [.. model.Parameters.Select(p => p.Value)];
    private readonly NdArray[] _buffers = [.. model.Buffers.Select(b => b.Buffer.Value)];

    public void Restore(Module target)
    {
        foreach (var (parameter, value) in target.Parameters.Zip(_parameters))
            parameter.Tensor.Assign(value);
        foreach (var ((_, buffer), value) in target.Buffers.Zip(_buffers))
            buffer.Value = value;
    }
}

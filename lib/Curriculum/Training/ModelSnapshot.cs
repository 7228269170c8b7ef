using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Training;

/// <summary>The parameters and buffers of a model at one moment. Reading them is enough: a later update writes elsewhere.</summary>
internal sealed class ModelSnapshot
{
    /// <summary>The model as it is.</summary>
    public ModelSnapshot(Module model) => Arrays = ArraysOf(model);

    /// <summary>Arrays of the names that those of this model have.</summary>
    public ModelSnapshot(Module model, Func<string, NdArray> arrays) => Arrays = [.. ArraysOf(model).Select(a => (a.Name, arrays(a.Name)))];

    /// <summary>Each parameter as model/path and each buffer as buffer/path.</summary>
    public IReadOnlyList<(string Name, NdArray Array)> Arrays { get; }

    public void Restore(Module target)
    {
        var arrays = Arrays.ToDictionary();
        foreach (var parameter in target.Parameters)
            parameter.Tensor.Assign(arrays["model/" + parameter.Name].To(parameter.Tensor.Data.Device));
        foreach (var (name, buffer) in target.Buffers)
            buffer.Value = arrays["buffer/" + name].To(buffer.Value.Device);
    }

    private static (string Name, NdArray Array)[] ArraysOf(Module model)
        => [.. model.Parameters.Select(p => ("model/" + p.Name, p.Value)), .. model.Buffers.Select(b => ("buffer/" + b.Name, b.Buffer.Value))];
}

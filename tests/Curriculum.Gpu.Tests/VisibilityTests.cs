using Curriculum.Arrays.Kernels;
using Curriculum.Gpu.Kernels;
using Curriculum.Optimizers;

namespace Curriculum.Gpu.Tests;

/// <summary>ILGPU generates an assembly of its own that names the types of a kernel's arguments: none may be private.</summary>
public class VisibilityTests
{
    [Theory]
    [InlineData(typeof(IUnaryOp))]
    [InlineData(typeof(IBinaryOp))]
    [InlineData(typeof(ITernaryOp))]
    [InlineData(typeof(IReductionOp))]
    [InlineData(typeof(IUpdateRule))]
    [InlineData(typeof(IKernel))]
    [InlineData(typeof(IGroupKernel))]
    public void No_part_of_a_kernel_is_private(Type contract)
    {
        Type[] parts = [.. new[] { typeof(IUnaryOp).Assembly, typeof(IKernel).Assembly }.Distinct().SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsValueType && contract.IsAssignableFrom(type))];
        Assert.NotEmpty(parts);
        Assert.Equal([], parts.Where(type => type.IsNestedPrivate));
    }
}

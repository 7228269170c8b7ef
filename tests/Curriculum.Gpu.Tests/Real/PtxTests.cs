using System.Reflection;
using System.Text.RegularExpressions;
using Curriculum.Arrays.Kernels;
using Curriculum.Gpu.Kernels;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime.Cuda;

namespace Curriculum.Gpu.Tests;

/// <summary>Every kernel, for every operation and type that it is started with, is compiled to the code of NVIDIA's devices: that takes no device.</summary>
public class PtxTests
{
    private static readonly (Type Lane, Type Element)[] Floats = [(typeof(FloatLane), typeof(float)), (typeof(DoubleLane), typeof(double))];
    private static readonly (Type Lane, Type Element)[] All = [.. Floats, (typeof(IntLane), typeof(int)), (typeof(LongLane), typeof(long)), (typeof(ByteLane), typeof(byte))];

    // What is started for floats alone.
    private static readonly Type[] OfFloats = [typeof(UpdateKernels), typeof(RowKernels), typeof(NormaliseKernels), typeof(SequenceKernels)];

    private static readonly string[] Whole = ["Add", "Subtract", "Multiply", "Less", "Greater", "EqualTo", "Sum", "Product", "Max", "Min"];

    private static Type LargeTile => typeof(ProductKernels.Tiled<ProductBlock8<IGroupSide.Of16, FloatLane, float>, FloatLane, float>);

    private static Type TensorTile => typeof(ProductKernels.Tiled<ProductTensorBlock, FloatLane, float>);

    public static TheoryData<string, string> Kernels
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string architecture in new[] { "SM_80", "SM_90" })
            {
                foreach (var kernel in Definitions())
                    data.Add(architecture, NameOf(kernel));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void A_kernel_compiles(string architecture, string kernel)
    {
        var failures = new List<string>();
        int compiled = 0;
        foreach (var closed in Definitions().Where(definition => NameOf(definition) == kernel).SelectMany(Closed))
        {
            try
            {
                Assert.Contains(".entry", Compile(closed, architecture), StringComparison.Ordinal);
                compiled++;
            }
            catch (InternalCompilerException e)
            {
                failures.Add($"{closed}: {e.InnerException?.Message ?? e.Message}");
            }
        }

        Assert.Equal([], failures);
        Assert.NotEqual(0, compiled);
    }

    [Theory]
    [InlineData("SM_80")]
    [InlineData("SM_90")]
    public void The_large_tile_of_a_product_is_computed_in_registers(string architecture)
    {
        string code = Compile(LargeTile, architecture);
        int Count(string instruction) => Regex.Count(code, $@"^\s*{Regex.Escape(instruction)}\s", RegexOptions.Multiline);

        // Four steps of the sums are written out, and stand there twice: in the loop, and for the last panel. An addition that follows a product becomes one instruction with it, having no rounding of its own; 64 add the bias.
        Assert.Equal(2 * 4 * 64, Count("mul.f32"));
        Assert.Equal((2 * 4 * 64) + 64, Count("add.f32"));
        Assert.Equal(2 * 4 * 4, Count("ld.shared.v4.f32"));
        Assert.Equal(2 * 2, Count("ld.global.v4.f32"));
        Assert.Equal(16, Count("st.global.v4.f32"));
        Assert.Equal(2, Count("bar.sync"));
        Assert.DoesNotContain(".local", code, StringComparison.Ordinal);
        Assert.DoesNotContain("call", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SM_80")]
    [InlineData("SM_90")]
    public void The_tile_of_tensor_cores_is_computed_in_registers(string architecture)
    {
        string code = Compile(TensorTile, architecture);
        int Count(string instruction) => Regex.Count(code, $@"^\s*{Regex.Escape(instruction)}\s", RegexOptions.Multiline);

        // The eight steps of a panel stand there twice. Only the results, when they are done, go by way of memory.
        Assert.Equal(2 * 16, Regex.Count(code, @"mma\.sync\.aligned\.m16n8k8\.row\.col\.f32\.tf32\.tf32\.f32 "));
        Assert.Equal(2, Count("bar.warp.sync"));
        Assert.Equal(2 * 24, Count("ld.shared.f32"));
        Assert.Equal(2 * 2, Count("ld.global.v4.f32"));
        Assert.Equal(32, Count("st.global.v2.f32"));
        Assert.Equal(64, Count("ld.local.f32"));
        Assert.DoesNotContain("local", code[..code.LastIndexOf("mma.sync", StringComparison.Ordinal)][code.IndexOf("bar.sync", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.DoesNotContain("call", code, StringComparison.Ordinal);
    }

    private static string Compile(Type kernel, string architecture)
    {
        // A compilation that failed leaves a context in which others fail, too: each has its own.
        var target = (CudaArchitecture)typeof(CudaArchitecture).GetField(architecture)!.GetValue(null)!;
        using var context = Context.Create(builder => builder.EnableAlgorithms().Optimize(OptimizationLevel.O2));
        using var backend = new PTXBackend(context, new CudaCapabilityContext(target), target, CudaInstructionSet.ISA_78, null!);
        bool isEach = kernel.IsAssignableTo(typeof(IKernel));
        var method = typeof(EntryPoints).GetMethod(isEach ? nameof(EntryPoints.Each) : nameof(EntryPoints.Groups))!.MakeGenericMethod(kernel);
        var entry = isEach ? EntryPointDescription.FromImplicitlyGroupedKernel(method) : EntryPointDescription.FromExplicitlyGroupedKernel(method);
        return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
    }

    private static IEnumerable<Type> Definitions()
        => typeof(IKernel).Assembly.GetTypes().Where(type => type.IsValueType && (type.IsAssignableTo(typeof(IKernel)) || type.IsAssignableTo(typeof(IGroupKernel))));

    private static string NameOf(Type kernel) => $"{kernel.DeclaringType?.Name}.{kernel.Name.Split('`')[0]}";

    // The kernel with every combination of types that the library starts it with.
    private static IEnumerable<Type> Closed(Type kernel)
    {
        string[] names = Array.ConvertAll(kernel.GetGenericArguments(), argument => argument.Name);
        if (names[0] == "TBlock")
        {
            yield return LargeTile;
            yield return TensorTile;
            foreach (var (lane, element) in All)
            {
                foreach (var side in new[] { typeof(IGroupSide.Of8), typeof(IGroupSide.Of16) })
                    yield return kernel.MakeGenericType(typeof(ProductBlock4<,,>).MakeGenericType(side, lane, element), lane, element);
            }

            yield break;
        }

        foreach (var operation in names[0] is "TOp" or "TRule" ? Operations(kernel) : [typeof(void)])
        {
            bool needsFloats = OfFloats.Contains(kernel.DeclaringType) || FloatsOnly(operation);
            foreach (var (lane, element) in needsFloats ? Floats : All)
            {
                foreach (var (other, otherElement) in names.Contains("TTo") ? All : [(lane, element)])
                {
                    yield return kernel.MakeGenericType(Array.ConvertAll(names, name => name switch
                    {
                        "TOp" or "TRule" => operation,
                        "TLane" or "TFrom" => lane,
                        "TTo" => other,
                        "TY" => otherElement,
                        _ => element,
                    }));
                }
            }
        }
    }

    private static IEnumerable<Type> Operations(Type kernel)
    {
        var contract = kernel.GetGenericArguments()[0].GetGenericParameterConstraints().Single(type => type.IsInterface);
        if (contract != typeof(ITernaryOp))
            return Structs(contract).Where(type => kernel != typeof(MapKernels.Compare<,,>) || type.Name is "LessOp" or "LessOrEqualOp" or "GreaterOp" or "GreaterOrEqualOp" or "EqualToOp");
        Type Wrapped(string wrapper, Type operation) => typeof(Elementwise).GetNestedType(wrapper, BindingFlags.NonPublic)!.MakeGenericType(operation);
        if (kernel == typeof(MapKernels.Unary<,,>))
            return Structs(typeof(IUnaryOp)).Select(type => Wrapped("Unary`1", type));
        return kernel == typeof(MapKernels.Binary<,,>) ? Structs(typeof(IBinaryOp)).Select(type => Wrapped("Binary`1", type)) : Structs(typeof(ITernaryOp));
    }

    private static IEnumerable<Type> Structs(Type contract)
        => typeof(Elementwise).Assembly.GetTypes().Where(type => type.IsValueType && !type.IsGenericType && contract.IsAssignableFrom(type));

    // Functions are of floats; arithmetic, comparisons and what combines elements are of whole numbers, too.
    private static bool FloatsOnly(Type operation)
        => operation != typeof(void) && !((operation.IsGenericType ? operation.GetGenericArguments()[0] : operation).Name is var name && Whole.Any(word => name.StartsWith(word, StringComparison.Ordinal)));
}

using System.Reflection;
using Curriculum.Arrays;
using Curriculum.Tests.Arrays;
using Curriculum.Tests.Autograd;

namespace Curriculum.Tests.Goldens;

/// <summary>No number of these families goes untested: their tests are run once more, and every golden array must have been compared, in every precision.</summary>
/// <remarks>So a case that a test skips, an output that it forgets, or a new set of files that it does not read, is a failure and not silence.</remarks>
public class GoldenComparisonTests
{
    public static TheoryData<string, Type[]> Families => new()
    {
        { "elementwise", [typeof(GoldenElementwiseTests), typeof(GoldenOperationTests)] },
        { "reductions", [typeof(GoldenReductionTests), typeof(GoldenOperationTests)] },
        { "matmul", [typeof(GoldenMatMulTests), typeof(GoldenOperationTests)] },
        { "indexing", [typeof(GoldenIndexingTests), typeof(GoldenOperationTests)] },
        { "numpy_random", [typeof(GoldenRandomTests)] },
        { "higher_order", [typeof(GoldenHigherOrderTests), typeof(Functional.HigherOrderTests)] },
        { "gradient_penalty", [typeof(GoldenHigherOrderTests)] },
        { "textbook_training", [typeof(TextbookTrainingTests)] },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_golden_array_of_a_family_is_compared(string family, Type[] tests)
    {
        var compared = new HashSet<(GoldenArray Array, DType DType)>(Identity.Instance);
        GoldenAssert.Observe(() => Array.ForEach(tests, test => Run(test, family)), (array, dtype) => compared.Add((array, dtype)));

        var missing = new List<string>();
        foreach (var golden in GoldenFiles.Cases(family).Where(golden => !IsOfAnotherGenerator(golden)))
        {
            foreach (var (name, array) in golden.Outputs.Select(output => (output.Key, output.Value)).Concat(golden.Gradients.Select(gradient => ("gradient of " + gradient.Key, gradient.Value))))
            {
                foreach (var dtype in Precisions(family, array).Where(dtype => !compared.Contains((array, dtype))))
                    missing.Add($"{golden} {name} in {dtype}");
            }
        }

        Assert.Empty(missing);
        Assert.NotEmpty(compared);
    }

    // The streams and the replayed programs are those of NumPy, which computes in double.
    private static DType[] Precisions(string family, GoldenArray array) => array.DType switch
    {
        "float64" => family is "numpy_random" or "textbook_training" ? [DType.Float64] : [DType.Float64, DType.Float32],
        "bool" => [DType.Boolean],
        _ => [DType.Int64],
    };

    // The library has NumPy's RandomState and not its newer default_rng.
    private static bool IsOfAnotherGenerator(GoldenCase golden) => golden.Family == "numpy_random" && golden.Text("generator") != "RandomState";

    private static void Run(Type test, string family)
    {
        foreach (var method in test.GetMethods())
        {
            foreach (var data in method.GetCustomAttributes<MemberDataAttribute>().Where(data => data.Parameters is [] or null || data.Parameters.Contains(family)))
            {
                foreach (object[] row in data.GetData(method))
                    method.Invoke(Activator.CreateInstance(test), BindingFlags.DoNotWrapExceptions, null, row, null);
            }
        }
    }

    // Two golden arrays with the same numbers are still two.
    private sealed class Identity : IEqualityComparer<(GoldenArray Array, DType DType)>
    {
        public static readonly Identity Instance = new();

        public bool Equals((GoldenArray Array, DType DType) x, (GoldenArray Array, DType DType) y) => ReferenceEquals(x.Array, y.Array) && x.DType == y.DType;

        public int GetHashCode((GoldenArray Array, DType DType) obj) => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj.Array), obj.DType);
    }
}

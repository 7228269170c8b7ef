using System.Reflection;
using Curriculum.Tests.Goldens;

namespace Curriculum.Gpu.Tests;

/// <summary>The tests that hold the library to reference values, run once more with the values on a device.</summary>
public class GoldenTests
{
    public static TheoryData<string> Families => [.. GoldenFiles.Families.Where(family => Rows(family).Any())];

    [Theory]
    [MemberData(nameof(Families))]
    public void Reference_values_hold_on_a_device(string family)
    {
        var failures = new List<string>();
        int rows = 0;
        foreach (var (method, row) in Rows(family))
        {
            rows++;
            try
            {
                GoldenAssert.On(TestDevice.Instance, () => method.Invoke(Activator.CreateInstance(method.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, row, null));
            }
            catch (Exception e)
            {
                failures.Add($"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", row)}): {e.GetType().Name} {e.Message.Split('\n')[0]}");
            }
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.NotEqual(0, rows);
    }

    private static IEnumerable<(MethodInfo Method, object?[] Row)> Rows(string family)
    {
        foreach (var method in typeof(GoldenFiles).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(TheoryAttribute))))
        {
            foreach (var source in method.GetCustomAttributes<MemberDataAttribute>())
            {
                object?[][] data = [];
                var families = GoldenFiles.AskedFor(() => data = [.. source.GetData(method)]);
                if (!families.Contains(family))
                    continue;
                foreach (object?[] row in data)
                {
                    if (families.Count == 1 || row.Contains(family))
                        yield return (method, row);
                }
            }
        }
    }
}

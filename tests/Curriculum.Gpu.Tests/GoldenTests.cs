using Curriculum.Tests.Goldens;

namespace Curriculum.Gpu.Tests;

/// <summary>The tests that hold the library to reference values, run once more with the values on a device.</summary>
public class GoldenTests
{
    private static readonly ILookup<string, GoldenRow> Rows = GoldenRow.All.ToLookup(row => row.Family);

    public static TheoryData<string> Families => [.. Rows.Select(family => family.Key)];

    [Theory]
    [MemberData(nameof(Families))]
    public void Reference_values_hold_on_a_device(string family)
    {
        var failures = new List<string>();
        foreach (var row in Rows[family])
        {
            try
            {
                GoldenAssert.On(TestDevice.Instance, row.Run);
            }
            catch (Exception e)
            {
                failures.Add($"{row.Method.DeclaringType!.Name}.{row.Method.Name}({string.Join(", ", row.Values)}): {e.GetType().Name} {e.Message.Split('\n')[0]}");
            }
        }

        Assert.True(failures.Count == 0, string.Join(Environment.NewLine, failures));
        Assert.NotEmpty(Rows[family]);
    }
}

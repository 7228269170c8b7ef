using System.Reflection;

namespace Curriculum.Tests.Goldens;

/// <summary>A row of a theory that reads golden cases.</summary>
/// <param name="Family">The family of cases that the row is of.</param>
/// <param name="Method">The theory.</param>
/// <param name="Values">What the theory is called with.</param>
internal sealed record GoldenRow(string Family, MethodInfo Method, object?[] Values)
{
    /// <summary>The rows of all theories of this project, found once.</summary>
    public static IReadOnlyList<GoldenRow> All { get; } = [.. Find()];

    /// <summary>Runs the theory with this row.</summary>
    public void Run() => Method.Invoke(Activator.CreateInstance(Method.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, Values, null);

    private static IEnumerable<GoldenRow> Find()
    {
        foreach (var method in typeof(GoldenRow).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(TheoryAttribute))))
        {
            foreach (var source in method.GetCustomAttributes<MemberDataAttribute>())
            {
                object?[][] data = [];
                var families = GoldenFiles.AskedFor(() => data = [.. source.GetData(method)]);
                foreach (object?[] values in data)
                {
                    // A theory over several families says in each row which it means.
                    foreach (string family in families.Intersect(values.OfType<string>()) is var named && named.Any() ? named : families)
                        yield return new(family, method, values);
                }
            }
        }
    }
}

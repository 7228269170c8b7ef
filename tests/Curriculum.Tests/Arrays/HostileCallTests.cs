using System.Reflection;
using System.Runtime.CompilerServices;
using Curriculum.Arrays;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Arrays;

/// <summary>Every public method, operator and property of arrays, shapes, distributions and random streams, called with hostile arguments: what cannot be done is explained by one of the documented exceptions.</summary>
public class HostileCallTests
{
    private const int Calls = 20_000;

    [Fact]
    public void No_arguments_crash_the_process_or_throw_anything_undocumented()
    {
        // In a process of its own, as a crash would take the other tests with it; and one with little memory, so that what asks for gigabytes is refused at once.
        string result = ChildProcess.Output<Program>(("DOTNET_GCHeapHardLimit", "0x18000000"));
        Assert.True(result == $"{Calls} calls of all methods: some worked, some were refused", result);
    }

    private static bool IsDocumented(Exception e) => e
        is ArgumentException // with ShapeException, DTypeException and ArgumentOutOfRangeException
        or InsufficientMemoryException
        || e.GetType() == typeof(ArithmeticException) // a singular matrix
        || (e.GetType() == typeof(InvalidOperationException) && e.Message.StartsWith("Assign: ", StringComparison.Ordinal)); // writing to a broadcast view

    private sealed class Program : IChildProgram
    {
        public static string Run()
        {
            MethodBase[] methods = [.. new[] { typeof(NdArray), typeof(Shape), typeof(RandomState), typeof(Distributions), typeof(Slice) }.SelectMany(Methods)];
            var arguments = new HostileArguments(2026);
            var failures = new SortedDictionary<string, string>();
            var called = new HashSet<MethodBase>();
            int worked = 0, refused = 0;
            for (int call = 0; call < Calls; call++)
            {
                var method = methods[call % methods.Length];
                object?[] given = Array.ConvertAll(method.GetParameters(), arguments.For);
                object? target = method.IsStatic || method.IsConstructor ? null : Target(method.DeclaringType!, arguments);
                try
                {
                    object? result = method is ConstructorInfo constructor ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, given, null) : method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, given, null);
                    called.Add(method);
                    if (Look(result, [target, .. given]) is { } wrong)
                        failures.TryAdd($"{method.DeclaringType!.Name}: {method}", $"{Show(target)} ({string.Join(", ", given.Select(Show))}): {wrong}");
                    worked++;
                }
                catch (Exception e) when (IsDocumented(e))
                {
                    refused++;
                    if (!e.Message.Contains(' ', StringComparison.Ordinal))
                        failures.TryAdd($"{method}", $"no explanation: {e.Message}");
                }
                catch (Exception e)
                {
                    failures.TryAdd($"{method.DeclaringType!.Name}: {method} {e.GetType().Name}", $"{Show(target)} ({string.Join(", ", given.Select(Show))}): {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
                }
            }

            // Those that need arguments that fit each other have tests of their own.
            foreach (var method in methods.Except(called).Where(method => method.Name is not ("ScatterAdd" or "ScatterAddAlongAxis" or "Choice" or "SetState")))
                failures.TryAdd($"{method}", "was never called with arguments that it accepts");
            return failures.Count > 0
                ? string.Join('\n', failures.Take(60).Select(failure => $"{failure.Key}: {failure.Value}"))
                : $"{worked + refused} calls of all methods: {(worked > Calls / 10 ? "some" : "few")} worked, {(refused > Calls / 10 ? "some" : "few")} were refused";
        }

        private static IEnumerable<MethodBase> Methods(Type type)
        {
            const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

            // Spans cannot be passed by reflection, and files have tests of their own.
            return type.GetMethods(Public).Where(method => !method.IsGenericMethod && !method.ReturnType.IsByRefLike && method.Name is not ("Load" or "Save" or "Equals" or "op_Equality" or "op_Inequality" or "GetEnumerator"))
                .Concat<MethodBase>(type.GetConstructors())
                .Where(method => !method.GetParameters().Any(parameter => parameter.ParameterType.IsByRefLike || parameter.ParameterType == typeof(Index) || parameter.ParameterType == typeof(Range) || parameter.ParameterType == typeof(uint)));
        }

        private static object Target(Type type, HostileArguments arguments) => type switch
        {
            _ when type == typeof(NdArray) => arguments.NextArray(),
            _ when type == typeof(Shape) => arguments.NextArray().Shape,
            _ when type == typeof(RandomState) => new RandomState((uint)arguments.Below(100)),
            _ => Slice.All,
        };

        /// <summary>A result must be whole: it prints, its elements can be read, and it says whether it is a view. Returns what is wrong.</summary>
        private static string? Look(object? result, object?[] given)
        {
            NdArray[] inputs = [.. given.SelectMany(value => value switch { NdArray one => [one], NdArray[] several => several, _ => Array.Empty<NdArray>() })];
            foreach (var array in result switch { NdArray one => [one], NdArray[] several => several, ITuple tuple => Enumerable.Range(0, tuple.Length).Select(i => tuple[i]).OfType<NdArray>(), _ => [] })
            {
                try
                {
                    _ = array.ToString() + array.ToHtml();
                    if (array.Size < 100_000)
                        _ = array.ToArray<double>();
                }
                catch (ArgumentException e)
                {
                    return $"cannot be shown: {e.Message}";
                }

                bool shares = inputs.Any(array.SharesMemoryWith);
                if (array.IsView != shares && !inputs.Contains(array))
                    return shares ? "shares memory and does not say so" : "says that it is a view, but its memory is its own";
            }

            return null;
        }

        private static string Show(object? value) => value switch
        {
            NdArray array => $"{array.DType} {array.Shape}",
            NdArray[] arrays => string.Join(' ', arrays.Select(Show)),
            int[] list => $"[{string.Join(", ", list)}]",
            null => "null",
            _ => value.ToString()!,
        };
    }
}

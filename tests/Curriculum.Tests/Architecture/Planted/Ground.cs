using Curriculum.Tests.Architecture.Planted.Upper;

// One class for each way in which code can refer to a type of a room above it.
namespace Curriculum.Tests.Architecture.Planted.Ground;

internal static class Plain
{
    public static int Zero => 0;
}

internal sealed class Field
{
    public Thing? Value { get; init; }
}

internal sealed class Local
{
    public static string Text()
    {
        var thing = new Thing();
        return thing.ToString() + thing.GetHashCode();
    }
}

internal sealed class Cast
{
    public static bool Is(object value) => value is Thing;
}

internal sealed class GenericArgument
{
    public static int Count(IEnumerable<object> values) => values.OfType<Thing>().Count();
}

internal sealed class Lambda
{
    public static Func<int> Counter() => () => Thing.Count;
}

internal sealed class Iterator
{
    public static IEnumerable<int> Numbers()
    {
        yield return Thing.Count;
    }
}

internal sealed class StaticCall
{
    public static int Count() => Thing.Count;
}

internal sealed class TypeOf
{
    public static Type Type() => typeof(Thing<>);
}

internal sealed class Catch
{
    public static bool Fails(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (ThingException)
        {
            return true;
        }
    }
}

[Thing]
internal sealed class Attributed;

internal sealed class Constrained<T>
    where T : Thing
{
    public T? Value { get; init; }
}

internal sealed class BaseClass : Thing;

internal sealed class Switch
{
    public static string Name(Kind kind) => kind switch { Kind.One => "one", Kind.Two => "two", _ => "many" };
}

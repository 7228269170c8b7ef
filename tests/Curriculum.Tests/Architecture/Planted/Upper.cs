namespace Curriculum.Tests.Architecture.Planted.Upper;

internal class Thing
{
    public static int Count => 1;
}

internal sealed class Thing<T>
{
    public T? Value { get; init; }
}

internal sealed class ThingException : Exception;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class ThingAttribute : Attribute;

internal enum Kind
{
    One,
    Two,
}

namespace Curriculum.Display;

/// <summary>Tells a notebook host which class makes the formatters of a type.</summary>
/// <remarks>
/// A host (this course's engine, .NET Interactive) finds the attribute by its name and shape, not by its assembly. So the library shows its
/// types well in every host and references none of them.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A class with a parameterless constructor and a method CreateTypeFormatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>What the host shows when it is asked for nothing in particular.</summary>
    public string[]? PreferredMimeTypes { get; set; }
}

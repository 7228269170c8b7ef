using System.Reflection;
using Curriculum.Parts;

namespace Curriculum.Display;

/// <summary>Shows text below the running cell and changes it later, in whichever notebook host runs this process.</summary>
/// <remarks>
/// Hosts (this course's engine, .NET Interactive) have <c>Microsoft.DotNet.Interactive.Kernel.display(value)</c>, which returns a value with <c>Update(value)</c>. Found by name, as
/// <see cref="TypeFormatterSourceAttribute"/> is by them, so the library references none of them. Where the part Interactive is there, it does it in .NET Interactive, and ends a run that was told to stop.
/// </remarks>
internal static class LiveDisplay
{
    private const string Host = "Microsoft.DotNet.Interactive";

    private static readonly string[] AsText = ["text/plain"];

    private static readonly Lazy<ILiveDisplay?> Part = new(() => OptionalPart.Find<ILiveDisplay>("Interactive"));

    /// <summary>Shows a text → changes it; null where no notebook host is loaded.</summary>
    public static Func<string, Action<string>>? Find()
    {
        var kernel = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType($"{Host}.Kernel")).FirstOrDefault(type => type is not null);
        if (kernel?.Assembly.GetName().Name == Host && Part.Value is { } part) return part.Show;
        // In the last versions of .NET Interactive the value that display returns updates nothing; the one that the context of the running cell returns does.
        if (kernel?.Assembly.GetType($"{Host}.KernelInvocationContext") is { } context
            && context.GetProperty("Current") is { } current
            && kernel.Assembly.GetType($"{Host}.KernelInvocationContextExtensions")?.GetMethod("Display", [context, typeof(object), typeof(string[])]) is { } displayIn)
            return text => Show(displayIn, current.GetValue(null), text, AsText);
        return kernel?.GetMethod("display", [typeof(object), typeof(string[])]) is { } display ? text => Show(display, text, AsText) : null;
    }

    private static Action<string> Show(MethodInfo display, params object?[] arguments)
    {
        object shown = display.Invoke(null, arguments)!;
        var update = shown.GetType().GetMethod("Update", [typeof(object)])!;
        return changed => update.Invoke(shown, [changed]);
    }
}

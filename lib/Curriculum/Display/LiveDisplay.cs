using System.Reflection;

namespace Curriculum.Display;

/// <summary>Shows text below the running cell and changes it later, in whichever notebook host runs this process.</summary>
/// <remarks>
/// Hosts (this course's engine, .NET Interactive) have <c>Microsoft.DotNet.Interactive.Kernel.display(value)</c>, which returns a value with <c>Update(value)</c>. Found by name, as
/// <see cref="TypeFormatterSourceAttribute"/> is by them, so the library references none of them.
/// </remarks>
internal static class LiveDisplay
{
    private const string HostType = "Microsoft.DotNet.Interactive.Kernel";

    /// <summary>Shows a text → changes it; null where no notebook host is loaded.</summary>
    public static Func<string, Action<string>>? Find()
    {
        var host = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(HostType)).FirstOrDefault(type => type is not null);
        return host?.GetMethod("display", [typeof(object), typeof(string[])]) is { } display ? text => Show(display, text) : null;
    }

    private static Action<string> Show(MethodInfo display, string text)
    {
        object shown = display.Invoke(null, [text, Array.Empty<string>()])!;
        var update = shown.GetType().GetMethod("Update", [typeof(object)])!;
        return changed => update.Invoke(shown, [changed]);
    }
}

using System.Reflection;
using System.Runtime.Loader;

namespace Curriculum.Parts;

/// <summary>Finds what an optional part brings. A part needs a package that some feeds lack; it is a project of its own, and it is there when it is built.</summary>
internal static class OptionalPart
{
    private const string Marker = "Curriculum.sln";

    /// <summary>The one class of a part that does the work of <typeparamref name="T"/>; null where the part is not there.</summary>
    /// <param name="name">The part, as its project is called behind <c>Curriculum.</c>.</param>
    /// <exception cref="InvalidOperationException">The part was built for another version of the library.</exception>
    public static T? Find<T>(string name)
        where T : class
    {
        string? folder = Path.GetDirectoryName(typeof(OptionalPart).Assembly.Location);
        if (folder is null) return null;
        // A program that is published with a part carries it, and stands in no checkout.
        string file = $"Curriculum.{name}.dll", beside = Path.Combine(folder, file);
        return File.Exists(beside) ? FindIn<T>(beside, name) : Root(folder) is { } root ? FindIn<T>(Path.Combine(root, "lib", $"Curriculum.{name}", "bin", "Release", file), name) : null;
    }

    internal static T? FindIn<T>(string file, string name)
        where T : class
    {
        if (!File.Exists(file)) return null;
        // Where the library is: a notebook host gives it a context of its own, and a part that was loaded elsewhere would bring a second library.
        var context = AssemblyLoadContext.GetLoadContext(typeof(OptionalPart).Assembly)!;
        // Packages that only the part needs lie beside it.
        context.Resolving += (loader, wanted) => Path.Combine(Path.GetDirectoryName(file)!, wanted.Name + ".dll") is var beside && File.Exists(beside) ? loader.LoadFromAssemblyPath(beside) : null;
        try
        {
            return (T)Activator.CreateInstance(context.LoadFromAssemblyPath(file).GetTypes().Single(type => type.IsClass && type.IsAssignableTo(typeof(T))), nonPublic: true)!;
        }
        catch (Exception e) when (e is ReflectionTypeLoadException or TypeLoadException or InvalidOperationException or BadImageFormatException or FileLoadException)
        {
            throw new InvalidOperationException($"Part {name}: {file} does not fit this version of the library. Build it anew: dotnet build -c Release lib/Curriculum.{name}", e);
        }
    }

    // A lesson loads the library from lib/Curriculum, the command and the tests have copies of it elsewhere in the checkout.
    private static string? Root(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, Marker))) folder = Path.GetDirectoryName(folder);
        return folder;
    }
}

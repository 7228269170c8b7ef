using System.Runtime.CompilerServices;

namespace Curriculum.Layers;

/// <summary>Sizes that make no sense are refused where they are given: further in they would be an index or a length that nobody typed.</summary>
internal static class Sizes
{
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    public static void RequirePositive(string owner, int size, [CallerArgumentExpression(nameof(size))] string argument = "")
    {
        if (size < 1)
            throw Refused(owner, argument, "1 or more", size);
    }

    /// <summary>An argument of an owner, a layer or settings, that is not as it must be.</summary>
    public static ArgumentOutOfRangeException Refused(string owner, string argument, string expected, object received, string cure = "")
        => new(argument, received, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{owner}: {argument} must be {expected}, got {received}.{cure}"));
}

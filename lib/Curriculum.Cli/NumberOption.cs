using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Curriculum.Cli;

/// <summary>An option whose value is a number within bounds.</summary>
internal static class NumberOption
{
    /// <summary>The option; what is no such number is told in one line, whether it is no number at all or one outside of the bounds.</summary>
    /// <param name="name">Its name, such as <c>--seeds</c>.</param>
    /// <param name="helpName">What the help calls the value.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="wanted">Type and bounds in words, as they follow "must be".</param>
    /// <param name="isFine">Whether a number lies within the bounds.</param>
    /// <param name="whenLeftOut">The value when it is left out; null: zero, without a word in the help.</param>
    public static Option<T> Create<T>(string name, string helpName, string description, string wanted, Func<T, bool> isFine, T? whenLeftOut = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T>(name) { HelpName = helpName, Description = description };
        if (whenLeftOut is { } value) option.DefaultValueFactory = _ => value;
        // Not a validator: asking it for the value of an argument that is no number throws.
        option.CustomParser = result =>
        {
            var typed = result.Tokens[0].Value;
            if (T.TryParse(typed, CultureInfo.InvariantCulture, out var number) && isFine(number)) return number;
            result.AddError($"{name} must be {wanted}, got '{typed}'.");
            return default;
        };
        return option;
    }
}

using System.Runtime.CompilerServices;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>Settings that make no sense are refused where they are given, with the way back to the course's own.</summary>
internal static class Setting
{
    /// <exception cref="ArgumentOutOfRangeException">The value is less than that.</exception>
    public static int AtLeast<TSettings>(int least, int value, [CallerMemberName] string name = "")
        => value >= least ? value : throw Refused<TSettings>($"{least} or more", value, name);

    /// <summary>A setting that is not as it must be.</summary>
    public static ArgumentOutOfRangeException Refused<TSettings>(string expected, object value, [CallerMemberName] string name = "")
        => Sizes.Refused(typeof(TSettings).Name, name, expected, value, " Leave it out for what the course has.");
}

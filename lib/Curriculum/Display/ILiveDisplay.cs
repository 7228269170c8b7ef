namespace Curriculum.Display;

/// <summary>Shows text below the running cell of a notebook; the part of a host may do it better than <see cref="LiveDisplay"/> can by names alone.</summary>
internal interface ILiveDisplay
{
    /// <summary>Shows a text.</summary>
    /// <returns>Changes it.</returns>
    Action<string> Show(string text);
}

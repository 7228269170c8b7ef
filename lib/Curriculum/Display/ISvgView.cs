namespace Curriculum.Display;

/// <summary>A value that is a picture. In a terminal it is its <see cref="object.ToString"/>.</summary>
internal interface ISvgView
{
    string ToSvg();
}

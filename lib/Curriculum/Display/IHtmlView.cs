namespace Curriculum.Display;

/// <summary>A value with a form of its own on a page. In a terminal it is its <see cref="object.ToString"/>.</summary>
internal interface IHtmlView
{
    string ToHtml();
}

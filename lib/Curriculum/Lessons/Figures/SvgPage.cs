namespace Curriculum.Lessons.Figures;

/// <summary>A figure as a page of its own.</summary>
internal static class SvgPage
{
    public static string Write(Figure figure)
    {
        var svg = new SvgBuilder();
        var (width, height) = figure.Size;
        svg.Begin(width, height, figure.TitleText, figure.Description);
        figure.Draw(svg);
        return svg.End();
    }
}

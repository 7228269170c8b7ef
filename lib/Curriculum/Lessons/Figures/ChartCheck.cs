namespace Curriculum.Lessons.Figures;

/// <summary>A chart that a learner sees tells what it shows.</summary>
internal static class ChartCheck
{
    /// <summary>Returns the chart, with the title of a histogram's y axis filled in, or says what is missing.</summary>
    /// <exception cref="FigureException">A title is missing, nothing is drawn, or an end does not suit its logarithmic axis.</exception>
    public static ChartModel Complete(ChartModel model)
    {
        if (model.Marks.IsEmpty) throw new FigureException("Figure: nothing to draw. Add a series, for example .Line(x, y, \"loss\").");
        // Counting is what a histogram does; its axis needs no words from the author.
        if (model.HasHistogram && model.Y.Title is null) model = model with { Y = model.Y with { Title = "count" } };
        Require(model.X.Title, "the x axis has no title", ".XTitle(\"iteration\")");
        Require(model.Y.Title, "the y axis has no title", ".YTitle(\"accuracy\")");
        if (model.Heatmap is not null) Require(model.ColorTitle, "the colour bar has no title", ".ColorTitle(\"weight\")");
        RequirePositive(model.X, "x", "XRange");
        RequirePositive(model.Y, "y", "YRange");
        return model;
    }

    private static void Require(string? title, string what, string cure)
    {
        if (string.IsNullOrWhiteSpace(title)) throw new FigureException($"Figure: {what}, so a reader cannot know what is drawn. Add {cure} with the quantity and its unit.");
    }

    private static void RequirePositive(AxisModel axis, string name, string call)
    {
        if (axis is { IsLog: true, Low: <= 0 })
            throw new FigureException($"Figure: the logarithmic {name} axis cannot begin at {NumberText.Short(axis.Low.Value)}. Give {call} a lower end above 0.");
    }
}

namespace Curriculum.Lessons;

/// <summary>Where the names of the series stand. None of the places covers data.</summary>
public enum LegendPlacement
{
    /// <summary>At the ends of the lines where these have room, else above the plot.</summary>
    Auto,

    /// <summary>At the ends of the lines, to the right of the plot.</summary>
    Direct,

    /// <summary>In rows above the plot.</summary>
    Above,

    /// <summary>Nowhere: the text beside the figure must then tell the series apart.</summary>
    None,
}

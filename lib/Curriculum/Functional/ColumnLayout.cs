namespace Curriculum.Functional;

/// <summary>How im2col lays out the windows of an image.</summary>
public enum ColumnLayout
{
    /// <summary>[n·oh·ow, c·kh·kw]: a row for each window, as the course teaches it.</summary>
    WindowRows,

    /// <summary>[n, c·kh·kw, oh·ow]: a column for each window, as PyTorch's unfold.</summary>
    Unfold,
}

using Curriculum.Arrays.Text;
using Curriculum.Display;

namespace Curriculum.Arrays;

/// <content>How an array looks.</content>
public sealed partial class NdArray : IHtmlView
{
    /// <summary>The elements as NumPy prints them: aligned, at most 8 digits after the point, with an ellipsis where there are more than 1,000.</summary>
    public override string ToString() => ArrayPrinter.Print(this);

    /// <summary>The elements as an HTML table, with their type and shape above it.</summary>
    public string ToHtml() => HtmlTable.Write(this);
}

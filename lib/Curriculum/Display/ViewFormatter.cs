namespace Curriculum.Display;

/// <summary>Writes a value in one MIME type; a host calls it by name.</summary>
internal sealed class ViewFormatter(string mimeType, Func<object, string> write)
{
    public string MimeType { get; } = mimeType;

    public bool Format(object value, TextWriter writer)
    {
        writer.Write(write(value));
        return true;
    }
}

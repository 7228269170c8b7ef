namespace Curriculum.Lessons.Questions;

/// <summary>One text in both languages of the course. `Backquotes` mark code.</summary>
internal sealed record Bilingual(string En, string Ja)
{
    public string In(Language language) => language == Language.English ? En : Ja;
}

/// <summary>The languages of the course.</summary>
internal enum Language
{
    English,
    Japanese,
}

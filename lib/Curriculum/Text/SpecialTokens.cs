namespace Curriculum.Text;

/// <summary>The numbers of the four tokens that are no words; words come behind them.</summary>
/// <param name="Padding">Fills a short sentence of a batch.</param>
/// <param name="Unknown">Stands for every word that is not in the vocabulary.</param>
/// <param name="Begin">Before the first word.</param>
/// <param name="End">Behind the last word.</param>
public sealed record SpecialTokens(int Padding, int Unknown, int Begin, int End)
{
    /// <summary>How many there are.</summary>
    public const int Count = 4;

    /// <summary>Padding 0, unknown 1, begin 2, end 3.</summary>
    public static SpecialTokens Default { get; } = new(0, 1, 2, 3);

    /// <summary>What is printed for one of the numbers; null for the number of a word.</summary>
    /// <param name="id">A number.</param>
    public string? Name(int id) => id == Padding ? "<pad>" : id == Unknown ? "<unk>" : id == Begin ? "<bos>" : id == End ? "<eos>" : null;
}

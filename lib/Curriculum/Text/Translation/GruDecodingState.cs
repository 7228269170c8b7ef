using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>Of a <see cref="GruTranslator"/>: one vector for all that was read and said.</summary>
internal sealed record GruDecodingState(RecurrentState State) : DecodingState
{
    public override GruDecodingState Take(NdArray rows) => new(new RecurrentState(State.Output.Take(rows, 1)));
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>A seq2seq network of gated recurrent units: the encoder's last state is where the decoder starts, and all that it knows of the sentence.</summary>
/// <remarks>
/// <para>Cho et al., arXiv:1406.1078; Sutskever et al., arXiv:1409.3215. The course's sizes (256, 256, one layer each) and vocabularies give 4,002,869 parameters.</para>
/// <para>A training batch is read with the right words in a share of <see cref="TeacherForcing"/> of the cases; in the others the decoder reads its own best words, through which no gradient flows.</para>
/// </remarks>
/// <param name="SourceWords">The vectors of the source language.</param>
/// <param name="Encoder">Reads the sentence.</param>
/// <param name="TargetWords">The vectors of the target language.</param>
/// <param name="Decoder">Says the translation.</param>
/// <param name="Output">State → score of each word.</param>
/// <param name="Special">The special tokens.</param>
public sealed record GruTranslator(Embedding SourceWords, Recurrent Encoder, Embedding TargetWords, Recurrent Decoder, Linear Output, SpecialTokens Special)
    : Translator(Special)
{
    /// <summary>The share of training batches that are read with the right words.</summary>
    public double TeacherForcing { get; init; } = 0.2;

    /// <summary>A new model; vectors of words are drawn from N(0, 1), everything else from U(−1/√fan, 1/√fan).</summary>
    /// <param name="sourceWords">The size of the source vocabulary.</param>
    /// <param name="targetWords">The size of the target vocabulary.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="special">The special tokens; left out: <see cref="SpecialTokens.Default"/>.</param>
    /// <param name="features">The length of a word's vector.</param>
    /// <param name="hidden">The features of a state.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks.</param>
    public static GruTranslator Create(
        int sourceWords, int targetWords, RandomState random, SpecialTokens? special = null, int features = 256, int hidden = 256, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(random);
        special ??= SpecialTokens.Default;
        var (source, encoder) = (Words(sourceWords), Network());
        var (target, decoder) = (Words(targetWords), Network());
        return new(source, encoder, target, decoder, DefaultDraws.Linear(hidden, targetWords, random, dtype), special);

        Embedding Words(int count) => Embedding.Create(count, features, random, dtype: dtype, paddingIndex: special.Padding);
        Recurrent Network() => Recurrent.Create((inputs, units) => GruCell.Create(inputs, units, random, dtype: dtype), features, hidden);
    }

    /// <inheritdoc/>
    public override DecoderInputs TrainingInputs(RandomState random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return random.NextDouble() < TeacherForcing ? DecoderInputs.Gold : DecoderInputs.Own;
    }

    /// <inheritdoc/>
    public override Tensor Logits(TranslationBatch batch, DecoderInputs inputs, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(pass);
        var start = Encode(batch.Source);
        var words = inputs == DecoderInputs.Gold ? batch.Targets : OwnWords(batch, start);
        var states = Decoder.Run(TargetWords.Forward(words, pass), start).Outputs;
        return Output.Forward(states.Reshape(-1, states.Shape[2]).Take(batch.Packed.Positions), pass);
    }

    /// <inheritdoc/>
    public override DecodingState Start(SourceBatch source)
    {
        using var off = Gradient.Off();
        return new GruDecodingState(Encode(source));
    }

    /// <inheritdoc/>
    public override (NdArray Scores, DecodingState State) Next(DecodingState state, NdArray words)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var off = Gradient.Off();
        var (scores, next) = Step(((GruDecodingState)state).State, words);
        return (scores, new GruDecodingState(next));
    }

    /// <inheritdoc/>
    public override GruTranslator Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            SourceWords = map.In(nameof(SourceWords), SourceWords),
            Encoder = map.In(nameof(Encoder), Encoder),
            TargetWords = map.In(nameof(TargetWords), TargetWords),
            Decoder = map.In(nameof(Decoder), Decoder),
            Output = map.In(nameof(Output), Output),
        };
    }

    /// <inheritdoc/>
    protected override string Describe()
        => $"GruTranslator, {ParameterCount:N0} parameters\n  source words {SourceWords}\n  encoder {Encoder}\n  target words {TargetWords}\n  decoder {Decoder}\n  output {Output}";

    private RecurrentState Encode(SourceBatch source)
        => Encoder.Run(SourceWords.Forward(source.Tokens, Pass.Evaluation), lengths: NdArray.Places([.. source.Packed.Lengths])).Final;

    private (NdArray Scores, RecurrentState State) Step(RecurrentState state, NdArray words)
    {
        var result = Decoder.Run(TargetWords.Forward(words.ExpandDims(1), Pass.Evaluation), state);
        return (Output.Forward(result.Outputs.Reshape(words.Size, -1), Pass.Evaluation).Value, result.Final);
    }

    // BEGIN and the decoder's best words, [n, t]; a sentence past its end is left as it is, since nothing there counts.
    private NdArray OwnWords(TranslationBatch batch, RecurrentState start)
    {
        using var off = Gradient.Off();
        var words = batch.Targets.Copy();
        var state = start with { Output = start.Output.Detach() };
        for (int t = 0; t + 1 < batch.Steps; t++)
        {
            int active = batch.CountAt(t + 1);
            state = new RecurrentState(state.Output[.., ..active]);
            var (scores, next) = Step(state, words[..active, t]);
            words[..active, t + 1] = scores.ArgMax(1).To(words.Device);
            state = next;
        }

        return words;
    }
}

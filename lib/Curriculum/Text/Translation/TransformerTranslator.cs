using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;

namespace Curriculum.Text.Translation;

/// <summary>The Transformer: an encoder and a decoder of N equal layers that read all positions of a sentence at once.</summary>
/// <remarks>
/// <para>Vaswani et al., arXiv:1706.03762; in what the course departs from it is a switch of <see cref="TransformerSettings"/>. The scores of words are the products with the vectors of the target
/// language (tied weights, section 3.4 there). Post-norm, ReLU.</para>
/// <para>With the course's vocabularies 2,325,888 numbers are learned; with the two tables of positions, which are not, it holds 2,331,776.</para>
/// </remarks>
/// <param name="SourceWords">The vectors of the source language.</param>
/// <param name="TargetWords">The vectors of the target language; also the weights of the output.</param>
/// <param name="Encoder">The encoder's layers.</param>
/// <param name="Decoder">The decoder's layers.</param>
/// <param name="SourcePositions">A vector for each position of a source, counted from 1; position 0 has none.</param>
/// <param name="TargetPositions">The same for targets.</param>
/// <param name="Settings">The sizes and the switches.</param>
/// <param name="Special">The special tokens.</param>
public sealed record TransformerTranslator(
    Embedding SourceWords, Embedding TargetWords, IReadOnlyList<TransformerEncoderLayer> Encoder, IReadOnlyList<TransformerDecoderLayer> Decoder,
    LayerBuffer SourcePositions, LayerBuffer TargetPositions, TransformerSettings Settings, SpecialTokens Special)
    : Translator(Special)
{
    /// <inheritdoc/>
    public override bool TrainsOnSourceBegin => Settings.TrainsOnSourceBegin;

    /// <inheritdoc/>
    public override bool ReadsSourceBegin => Settings.ReadsSourceBegin;

    /// <summary>A new model; vectors of words are drawn from N(0, 1), queries, keys and values as the course draws them, everything else from U(−1/√fan_in, 1/√fan_in).</summary>
    /// <param name="sourceWords">The size of the source vocabulary.</param>
    /// <param name="targetWords">The size of the target vocabulary.</param>
    /// <param name="random">Where the weights come from.</param>
    /// <param name="special">The special tokens; left out: <see cref="SpecialTokens.Default"/>.</param>
    /// <param name="settings">The sizes and the switches; left out: <see cref="TransformerSettings.Course"/>.</param>
    /// <param name="dtype">Float32 for training, Float64 for gradient checks.</param>
    public static TransformerTranslator Create(
        int sourceWords, int targetWords, RandomState random, SpecialTokens? special = null, TransformerSettings? settings = null, DType dtype = DType.Float32)
    {
        ArgumentNullException.ThrowIfNull(random);
        special ??= SpecialTokens.Default;
        settings ??= TransformerSettings.Course;
        var parts = new TransformerParts(settings, random, dtype);
        return new(
            Embedding.Create(sourceWords, settings.Features, random, dtype: dtype, paddingIndex: special.Padding),
            Embedding.Create(targetWords, settings.Features, random, dtype: dtype, paddingIndex: special.Padding),
            [.. Enumerable.Range(0, settings.Layers).Select(_ => parts.EncoderLayer())],
            [.. Enumerable.Range(0, settings.Layers).Select(_ => parts.DecoderLayer())],
            new LayerBuffer(parts.Positions()), new LayerBuffer(parts.Positions()), settings, special);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">A sentence is longer than <see cref="TransformerSettings.MaxLength"/>.</exception>
    public override Tensor Logits(TranslationBatch batch, DecoderInputs inputs, Pass pass)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(pass);
        var memory = Encode(batch.Source, pass);
        var words = inputs == DecoderInputs.Gold ? batch.Targets : OwnWords(batch);
        var x = Embed(words, TargetWords, TargetPositions, 1, pass);
        var (future, padding) = (F.CausalMask(batch.Steps), Blocked(batch.Source));
        foreach (var layer in Decoder)
            x = layer.Forward(x, memory, future, blockedMemory: padding, pass: pass);
        return x.Reshape(-1, x.Shape[2]).Take(batch.Rows).MatMul(TargetWords.Weight, transposeB: true);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">A sentence is longer than <see cref="TransformerSettings.MaxLength"/>.</exception>
    public override DecodingState Start(SourceBatch source)
    {
        using var off = Gradient.Off();
        var memory = Encode(source, Pass.Evaluation);
        return new TransformerDecodingState([.. Decoder.Select(layer => layer.CrossAttention.Remember(memory, memory))], source.Padding, new AttentionMemory?[Decoder.Count]);
    }

    /// <inheritdoc/>
    public override (NdArray Scores, DecodingState State) Next(DecodingState state, NdArray words)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var off = Gradient.Off();
        var before = (TransformerDecodingState)state;
        var x = Embed(words.ExpandDims(1), TargetWords, TargetPositions, before.Length + 1, Pass.Evaluation);
        var past = new AttentionMemory?[Decoder.Count];
        for (int i = 0; i < past.Length; i++)
            (x, past[i]) = Decoder[i].Step(x, before.Past[i], before.Memory[i], before.Padding);
        return (x.Squeeze(1).MatMul(TargetWords.Weight, transposeB: true).Value, before with { Past = past });
    }

    /// <summary>What each attention looks at while a sentence is translated.</summary>
    /// <param name="pair">A sentence and a translation, such as its own.</param>
    /// <param name="sourceBegin">Whether the source begins with <see cref="SpecialTokens.Begin"/>; left out: as in translation.</param>
    public AttentionMaps Attention(EncodedPair pair, bool? sourceBegin = null)
    {
        var seen = new List<(MultiHeadAttention Layer, NdArray Weights)>();
        using var off = Gradient.Off();
        Logits(
            TranslationBatch.Of([pair], Special, sourceBegin ?? ReadsSourceBegin), DecoderInputs.Gold,
            Pass.Watching((layer, weights) => seen.Add((layer, weights.Value.Squeeze(0)))));
        return new(
            [.. Encoder.Select(layer => Of(layer.Attention))],
            [.. Decoder.Select(layer => Of(layer.SelfAttention))],
            [.. Decoder.Select(layer => Of(layer.CrossAttention))]);

        NdArray Of(MultiHeadAttention layer) => seen.First(s => ReferenceEquals(s.Layer, layer)).Weights;
    }

    /// <inheritdoc/>
    public override TransformerTranslator Map(ParameterMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return this with
        {
            SourceWords = map.In(nameof(SourceWords), SourceWords),
            TargetWords = map.In(nameof(TargetWords), TargetWords),
            Encoder = [.. Encoder.Select((layer, i) => map.In($"{nameof(Encoder)}.{i}", layer))],
            Decoder = [.. Decoder.Select((layer, i) => map.In($"{nameof(Decoder)}.{i}", layer))],
            SourcePositions = map.At(nameof(SourcePositions), SourcePositions),
            TargetPositions = map.At(nameof(TargetPositions), TargetPositions),
        };
    }

    /// <inheritdoc/>
    protected override string Describe()
        => $"TransformerTranslator, {ParameterCount:N0} parameters\n  source words {SourceWords}\n  {Encoder.Count} × {Encoder[0]}\n  target words {TargetWords}\n  {Decoder.Count} × {Decoder[0]}";

    // Where the source is filled up, in the shape of the scores: once for all layers.
    private static NdArray? Blocked(SourceBatch source) => source.Padding?.Reshape(source.Count, 1, 1, source.Padding.Shape[1]);

    // BEGIN is position 1 whether it is there or not.
    private Tensor Encode(SourceBatch source, Pass pass)
    {
        var x = Embed(source.Tokens, SourceWords, SourcePositions, source.HasBegin ? 1 : 2, pass);
        var padding = Blocked(source);
        foreach (var layer in Encoder)
            x = layer.Forward(x, padding, null, pass);
        return x;
    }

    private Tensor Embed(NdArray words, Embedding table, LayerBuffer positions, int first, Pass pass)
    {
        int length = words.Shape[1];
        if (first + length - 1 > Settings.MaxLength)
            throw new ShapeException($"TransformerTranslator: a sentence may have {Settings.MaxLength} tokens with BEGIN and END, got {first + length - 1}. Use TransformerSettings with a larger MaxLength.");
        var vectors = table.Forward(words, pass);
        var x = (Settings.ScalesEmbeddings ? vectors * Math.Sqrt(Settings.Features) : vectors) + positions.Value[first..(first + length)];
        return Settings.DropsEmbeddings && pass.IsTraining ? F.Dropout(x, Settings.DropProbability, pass.Random) : x;
    }

    // BEGIN and the decoder's best words, [n, t]; a sentence past its end is left as it is, since nothing there counts.
    private NdArray OwnWords(TranslationBatch batch)
    {
        var words = batch.Targets.Copy();
        var state = Start(batch.Source);
        for (int t = 0; t + 1 < batch.Steps; t++)
        {
            (var scores, state) = Next(state, words[.., t]);
            words[.., t + 1] = scores.ArgMax(1);
        }

        return words;
    }
}

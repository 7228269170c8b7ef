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
        var (words, targets) = (inputs == DecoderInputs.Gold ? batch.Targets : OwnWords(batch), batch.Packed);
        var memory = Encode(batch.Source, pass);
        var x = Embed(words.Reshape(-1).Take(targets.Positions), TargetWords, TargetPositions, targets.Places + 1, pass);
        AttentionPlan self = new(targets, targets, Settings.Heads, isCausal: true), cross = new(targets, batch.Source.Packed, Settings.Heads);
        foreach (var layer in Decoder)
            x = layer.Forward(x, memory, self, cross, pass);
        return x.MatMul(TargetWords.Weight, transposeB: true);
    }

    /// <inheritdoc/>
    /// <exception cref="ShapeException">A sentence is longer than <see cref="TransformerSettings.MaxLength"/>.</exception>
    public override DecodingState Start(SourceBatch source)
    {
        using var off = Gradient.Off();
        var memory = Encode(source, Pass.Evaluation);
        var plan = new AttentionPlan(source.Packed, source.Packed, Settings.Heads);
        return new TransformerDecodingState([.. Decoder.Select(layer => layer.CrossAttention.Remember(memory, plan))], plan.Blocked?.Reshape(source.Count, -1), new AttentionMemory?[Decoder.Count]);
    }

    /// <inheritdoc/>
    public override (NdArray Scores, DecodingState State) Next(DecodingState state, NdArray words)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var off = Gradient.Off();
        var before = (TransformerDecodingState)state;
        var x = Embed(words.ExpandDims(1), TargetWords, TargetPositions, NdArray.Places(before.Length + 1), Pass.Evaluation);
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

    // BEGIN is position 1 whether it is there or not.
    private Tensor Encode(SourceBatch source, Pass pass)
    {
        var packed = source.Packed;
        var x = Embed(source.Tokens.Reshape(-1).Take(packed.Positions), SourceWords, SourcePositions, packed.Places + (source.HasBegin ? 1 : 2), pass);
        var plan = new AttentionPlan(packed, packed, Settings.Heads);
        foreach (var layer in Encoder)
            x = layer.Forward(x, plan, pass);
        return x;
    }

    private Tensor Embed(NdArray words, Embedding table, LayerBuffer vectors, NdArray positions, Pass pass)
    {
        int last = (int)positions.Max();
        if (last > Settings.MaxLength)
            throw new ShapeException($"TransformerTranslator: a sentence may have {Settings.MaxLength} tokens with BEGIN and END, got {last}. Use TransformerSettings with a larger MaxLength.");
        var y = table.Forward(words, pass);
        var x = (Settings.ScalesEmbeddings ? y * Math.Sqrt(Settings.Features) : y) + vectors.Value.Take(positions);
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
            words[.., t + 1] = scores.ArgMax(1).To(words.Device);
        }

        return words;
    }
}

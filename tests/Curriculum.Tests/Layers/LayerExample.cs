using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Lessons.Experiments;
using Curriculum.Text.Translation;

namespace Curriculum.Tests.Layers;

/// <summary>A layer with inputs to try it on, and how it is called.</summary>
internal sealed record LayerExample(Module Module, NdArray[] Inputs, Func<Module, Tensor[], Pass, Tensor> Run)
{
    // Odd sizes, images that are not square, strides above 1, axes of length 1.
    private static readonly LayerExample[] All =
    [
        .. new Layer[]
        {
            new Activation("swish", t => t * t.Sigmoid()), new Relu(), new LeakyRelu(0.2), new Elu(0.7), new Gelu(), new Gelu(UseTanh: true), new Silu(), new Sigmoid(), new Tanh(), new Softplus(),
            new Softmax(), new Softmax(1), new Dropout(0.4), new Dropout(0.4, Rescale: false), new Flatten(), new Reshape(3, -1), new PositionalEncoding(2, 100, 0.3),
            LayerNorm.Create(3, 1e-3, F64), LayerNorm.Create([2, 3], 1e-3, F64), Linear.Create(3, 2, Seed(1), dtype: F64), Linear.Create(3, 2, Seed(1), dtype: F64, bias: false),
            new Sequential(Linear.Create(3, 4, Seed(2), dtype: F64), new Tanh(), Linear.Create(4, 1, Seed(3), dtype: F64)), FeedForward.Create(3, 5, Seed(4), new Gelu(), dropProbability: 0.3, dtype: F64),
            Recurrent.Create((d, h) => LstmCell.Create(d, h, Seed(5), dtype: F64), 3, 2, layers: 2, isBidirectional: true), Recurrent.Create((d, h) => GruCell.Create(d, h, Seed(6), dtype: F64), 3, 2),
            Recurrent.Create((d, h) => RnnCell.Create(d, h, Seed(7), dtype: F64), 3, 2), Recurrent.Create((d, h) => Peephole(d, h), 3, 2),
            MultiHeadAttention.Create(3, 3, Seed(8), dropProbability: 0.3, dtype: F64), TransformerEncoderLayer.Create(3, 1, 4, Seed(9), 0.3, new Gelu(), dtype: F64),
            TransformerEncoderLayer.Create(3, 3, 4, Seed(10), activation: new Gelu(), normFirst: true, dtype: F64),
        }.Select(layer => Of(layer, 5, 2, 3)),
        .. new Layer[]
        {
            BatchNorm.Create(4, 1e-3, dtype: F64), BatchNorm.Create(4, 1e-3, dtype: F64, affine: false), InstanceNorm.Create(4, 1e-3, F64), GroupNorm.Create(2, 4, 1e-3, F64),
            Conv2d.Create(4, 6, (3, 2), Seed(11), stride: (2, 1), padding: (1, 2), dilation: (1, 2), groups: 2, dtype: F64), Conv2d.Create(4, 4, 3, Seed(12), groups: 4, dtype: F64, bias: false),
            Conv2d.Create(4, 3, 1, Seed(13), dtype: F64), ConvTranspose2d.Create(4, 2, 3, Seed(14), stride: 2, padding: 1, outputPadding: (1, 0), dtype: F64),
            new MaxPool2d((3, 2), (2, 1), 1), new AveragePool2d((3, 2), (2, 1), 1), new LpPool2d(2, 2), new GlobalAveragePool(), new GlobalMaxPool(),
        }.Select(layer => Of(layer, 3, 4, 5, 3)),
        Of(BatchNorm.Create(3, 1e-3, dtype: F64), 6, 3),
        Of(new ShakenLayer(), 5, 3),
        Of(Conv1d.Create(2, 4, 3, Seed(15), stride: 2, padding: (2, 1), dilation: 2, groups: 2, dtype: F64), 3, 2, 7),
        Of(Conv1d.CreateCausal(2, 3, 3, Seed(16), dilation: 2, dtype: F64), 1, 2, 5),
        // Indices are no function's argument: only the table is moved.
        new(Embedding.Create(4, 3, Seed(17), dtype: F64), [], (m, _, pass) => ((Embedding)m).Forward(NdArray.Of(new[,] { { 0, 2, 2 }, { 1, 2, 0 } }), pass).Tanh()),
        OfCell(RnnCell.Create(3, 2, Seed(18), dtype: F64)),
        OfCell(RnnCell.Create(3, 2, Seed(19), dtype: F64, useRelu: true, bias: false)),
        OfCell(GruCell.Create(3, 2, Seed(20), dtype: F64)),
        OfCell(LstmCell.Create(3, 2, Seed(21), dtype: F64)),
        OfCell(Peephole(3, 2)),
        new(
            Recurrent.Create((d, h) => GruCell.Create(d, h, Seed(22), dtype: F64), 3, 2, isBidirectional: true), [Numbers(4, 3, 3)],
            (m, x, _) => Tensor.Concatenate(0, ((Recurrent)m).Run(x[0], lengths: NdArray.Of(new[] { 3, 1, 2, 3 })) is var (y, end) ? [y.Flatten(), end.Output.Flatten()] : [])),
        new(AdditiveAttention.Create(2, 3, 4, Seed(23), dtype: F64), [Numbers(1, 3, 2), Numbers(1, 4, 3), Numbers(1, 4, 2)], (m, x, _) => ((AdditiveAttention)m).Attend(x[0], x[1], x[2]).Output),
        new(
            TransformerDecoderLayer.Create(4, 2, 3, Seed(24), 0.2, new Gelu(), dtype: F64), [Numbers(2, 3, 4), Numbers(2, 5, 4)],
            (m, x, pass) => ((TransformerDecoderLayer)m).Forward(x[0], x[1], F.CausalMask(3), pass: pass)),
        new(
            TransformerDecoderLayer.Create(4, 1, 3, Seed(25), activation: new Gelu(), normFirst: true, dtype: F64), [Numbers(1, 2, 4), Numbers(1, 3, 4)],
            (m, x, pass) => ((TransformerDecoderLayer)m).Forward(x[0], x[1], pass: pass)),
        // Words are numbers: only the weights are moved.
        OfTranslator(GruTranslator.Create(6, 7, Seed(28), features: 3, hidden: 2, dtype: F64)),
        OfTranslator(TransformerTranslator.Create(6, 7, Seed(29), settings: TransformerSettings.Course with { Features = 4, Hidden = 3, Layers = 2, Heads = 2, HeadFeatures = 3, MaxLength = 6 }, dtype: F64)),
        OfTranslator(TransformerTranslator.Create(6, 7, Seed(30), settings: TransformerSettings.Paper with { Features = 4, Hidden = 3, Layers = 1, Heads = 1, HeadFeatures = 2, MaxLength = 6 }, dtype: F64)),
        new(
            new TranslationObjective(GruTranslator.Create(6, 7, Seed(31), features: 2, hidden: 3, dtype: F64) with { TeacherForcing = 1 }, SomePairs, LabelSmoothing: 0.1), [],
            (m, _, pass) => ((TranslationObjective)m).Forward(NdArray.Of(new long[] { 1, 0 }), pass)),
    ];

    private const DType F64 = DType.Float64;

    /// <summary>Every type of module that the library has.</summary>
    public static IEnumerable<Type> Types => typeof(Module).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Module)) && !type.IsAbstract);

    /// <summary>The examples of a type.</summary>
    public static IReadOnlyList<LayerExample> For(string type) => [.. All.Where(example => example.Module.GetType().Name == type)];

    /// <summary>The output as a function of the inputs and of every parameter.</summary>
    public Tensor With(IReadOnlyList<Tensor> x, Pass pass)
    {
        var names = Module.Parameters.Select(p => p.Name);
        var weights = names.Zip(x.Skip(Inputs.Length)).ToDictionary();
        return Run(Module.Map(new ParameterMap((name, _) => weights[name])), [.. x.Take(Inputs.Length)], pass);
    }

    private static LayerExample Of(Layer layer, params int[] shape) => new(layer, [Numbers(shape)], (m, x, pass) => ((Layer)m).Forward(x[0], pass));

    private static LayerExample OfCell(RecurrentCell cell) => new(
        cell, [Numbers(4, 3), Numbers(4, 2), Numbers(4, 2)],
        (m, x, _) => ((RecurrentCell)m).Step(x[0], new RecurrentState(x[1], x[2])) is var (h, c) && c is not null ? Tensor.Concatenate(1, h, c) : ((RecurrentCell)m).Step(x[0], new(x[1])).Output);

    private static LstmCell Peephole(int inputs, int hidden)
        => LstmCell.Create(inputs, hidden, Seed(26), dtype: F64) with { Peepholes = Tensor.Variable(Numbers(3, hidden), "Peepholes") };

    private static NdArray Numbers(params int[] shape) => Seed(27).RandN(shape);

    private static EncodedPair[] SomePairs => [new([4, 5, 5], [6, 4]), new([5], [5, 4, 6])];

    private static LayerExample OfTranslator(Translator model)
        => new(model, [], (m, _, pass) => ((Translator)m).Loss(TranslationBatch.Of(SomePairs, model.Special, model.TrainsOnSourceBegin), DecoderInputs.Gold, pass));

    private static RandomState Seed(uint seed) => new(seed);
}

using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Functional;
using Curriculum.Layers;
using Curriculum.Optimizers;
using Curriculum.Text.Translation;

namespace Curriculum.Gpu.Tests;

/// <summary>What a training step asks of a device on which new arrays lie.</summary>
[Collection(nameof(DefaultDevice))]
public class StepTests
{
    private const int Words = 20;

    private static readonly EncodedPair[] Pairs = [new([4, 5, 6], [7, 8]), new([9, 10], [11, 12, 13]), new([14], [15])];

    [Fact]
    public void A_step_of_the_Transformer_launches_few_kernels_and_waits_only_for_its_loss()
    {
        // The course's layers and heads; fewer features change no launch.
        var settings = new TransformerSettings { Features = 12, Hidden = 8, HeadFeatures = 4 };
        var random = new RandomState(1);
        var model = TransformerTranslator.Create(Words, Words, random, settings: settings);
        var (launches, waits) = Step(model, (m, pass) => m.Loss(TranslationBatch.Of(Pairs, m.Special), DecoderInputs.Gold, pass), random);
        Assert.Equal(1, waits);
        Assert.InRange(launches, 1, 500);
    }

    [Fact]
    public void A_step_of_the_recurrent_translator_launches_few_kernels_and_waits_only_for_its_loss()
    {
        var random = new RandomState(1);
        var model = GruTranslator.Create(Words, Words, random, features: 6, hidden: 5);
        var (launches, waits) = Step(model, (m, pass) => m.Loss(TranslationBatch.Of(Pairs, m.Special), DecoderInputs.Gold, pass), random);
        Assert.Equal(1, waits);
        Assert.InRange(launches, 1, 90);
    }

    [Fact]
    public void A_step_of_an_LSTM_launches_few_kernels_and_waits_only_for_its_loss()
    {
        var random = new RandomState(1);
        var model = Recurrent.Create((d, h) => LstmCell.Create(d, h, random), 3, 5);
        var (x, labels) = (random.RandN(4, 10, 3).As(DType.Float32), NdArray.Of([0L, 4, 2, 2]));
        var (launches, waits) = Step(model, (m, _) => F.SoftmaxCrossEntropy(m.Run(x.To(m.Cells[0].StateWeight.Value.Device)).Final.Output[0], labels), random);
        Assert.Equal(1, waits);
        Assert.InRange(launches, 1, 70);
    }

    [Fact]
    public void Gradients_are_limited_at_the_price_of_waiting_once()
    {
        var random = new RandomState(1);
        var model = new Sequential(Linear.Create(3, 4, random), new Tanh(), Linear.Create(4, 2, random));
        var x = random.RandN(5, 3).As(DType.Float32);
        foreach (var clip in new[] { GradientClip.ByNorm(0.1), GradientClip.ByLargestElement(0.1) })
            Assert.Equal(2, Step(model, (m, _) => m.Forward(x.To(((Linear)m.Layers[0]).Weight.Value.Device)).Square().Sum(), random, clip).Waits);
        Assert.Equal(1, Step(model, (m, _) => m.Forward(x.To(((Linear)m.Layers[0]).Weight.Value.Device)).Square().Sum(), random, GradientClip.ByValue(0.1)).Waits);
    }

    // The second step: the first compiles, and grows what is kept.
    private static (int Launches, int Waits) Step<TModule>(TModule model, Func<TModule, Pass, Tensor> loss, RandomState random, GradientClip? clip = null)
        where TModule : Module
    {
        var device = TestDevice.Open(1L << 26);
        var moved = model.To(device);
        return DefaultDevice.During(device, () =>
        {
            var adam = new Adam(moved.Parameters) { Clip = clip };
            (int Launches, int Waits) before = default;
            for (int step = 0; step < 2; step++)
            {
                before = (device.Accelerator.Launches, device.Accelerator.DefaultStream.Waits);
                var value = loss(moved, Pass.Training(random));
                value.Backward();
                adam.Step();
                Assert.True(double.IsFinite(value.Item()));
            }

            return (device.Accelerator.Launches - before.Launches, device.Accelerator.DefaultStream.Waits - before.Waits);
        });
    }
}

using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Lessons.Experiments;

// The net of exercise 2_8 and AlexNet in the small, on digits of 28×28 pixels. Weights are He's, drawn layer by layer from the input; biases are zero.
internal static class DeepNets
{
    // How far AlexNet is scaled down: every number of channels and of units is divided by it.
    public const int Scale = 16;

    // 2_8: 28 – 28 – pool – 14 – 16 – pool – 8 – 8 – pool – 4; then 64·4·4 – 50 – 10. Dropout in the older form: training masks, evaluation multiplies by ½.
    public static Sequential Deep(RandomState random) => new([
        new Reshape(1, 28, 28),
        .. Convolution(1, 16, 3, 1, random), .. Convolution(16, 16, 3, 1, random), new MaxPool2d(2),
        .. Convolution(16, 32, 3, 1, random), .. Convolution(32, 32, 3, 2, random), new MaxPool2d(2),
        .. Convolution(32, 64, 3, 1, random), .. Convolution(64, 64, 3, 1, random), new MaxPool2d(2), new Flatten(),
        Linear.Create(64 * 4 * 4, 50, random, Initializer.He), new Relu(), new Dropout(0.5, Rescale: false), Linear.Create(50, 10, random, Initializer.He)]);

    // 28 – pool – 14 – pool – 7; then [32, 7, 7] flattened or pooled over the places – 10.
    public static Sequential Light(RandomState random, Layer join) => new([
        new Reshape(1, 28, 28),
        .. Convolution(1, 8, 3, 1, random), new MaxPool2d(2), .. Convolution(8, 16, 3, 1, random), new MaxPool2d(2), .. Convolution(16, 32, 3, 1, random),
        join, Linear.Create(join is Flatten ? 32 * 7 * 7 : 32, 10, random, Initializer.He)]);

    // AlexNet from its maps of 27×27 on. One convolution of 6×6 takes 28×28 there, in place of the first convolution and pooling.
    public static Sequential AlexNet(RandomState random, double dropout) => new([
        new Reshape(1, 28, 28),
        .. Convolution(1, 96 / Scale, 6, 2, random),
        .. Convolution(96 / Scale, 256 / Scale, 5, 2, random), new MaxPool2d(3, 2),
        .. Convolution(256 / Scale, 384 / Scale, 3, 1, random), .. Convolution(384 / Scale, 384 / Scale, 3, 1, random), .. Convolution(384 / Scale, 256 / Scale, 3, 1, random),
        new MaxPool2d(3, 2), new Flatten(),
        Linear.Create(6 * 6 * 256 / Scale, 4096 / Scale, random, Initializer.He), new Relu(), new Dropout(dropout),
        Linear.Create(4096 / Scale, 4096 / Scale, random, Initializer.He), new Relu(), new Dropout(dropout),
        Linear.Create(4096 / Scale, 10, random, Initializer.He)]);

    // A run also tells how much of its accuracy the net keeps when every test image moves by three pixels.
    public static Variant WithShift(ConvSetting setting) => new(setting.Id, setting.Describe(), setting.LoggedSteps, (data, seed) =>
    {
        var (net, run) = ConvNets.Train(setting, data, seed);
        return run with { Measures = new Dictionary<string, double> { [$"kept-after-shift-{setting.Id}"] = ConvNets.Kept(net, run, data.Test, 3) } };
    });

    private static Layer[] Convolution(int inputs, int filters, int kernel, int padding, RandomState random)
        => [Conv2d.Create(inputs, filters, kernel, random, padding: padding, weights: Initializer.He), new Relu()];
}

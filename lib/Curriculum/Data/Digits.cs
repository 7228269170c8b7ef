using Curriculum.Arrays.Kernels;
using Curriculum.Data.Handwriting;

namespace Curriculum.Data;

/// <summary>Generated digits that look drawn by hand, about as hard as MNIST: what lessons use where no download is at hand.</summary>
/// <remarks>
/// An image depends on the seed, its part and its index alone: not on the machine, the number of threads or the number of images.
/// <c>data/README.md</c> says how they are made, how they were calibrated and what they are not good for.
/// </remarks>
public static class Digits
{
    private const uint TrainFamily = 0;
    private const uint TestFamily = 1;

    // A hundred images take about a millisecond.
    private const int Grain = 100;

    /// <summary>Makes the digits: images Float32 [n, 784], labels Int64 [n], every class about equally often.</summary>
    /// <param name="train">How many images to learn from.</param>
    /// <param name="test">How many held-out images.</param>
    /// <param name="seed">Another seed gives other digits by the same hands; 0 is the set that lessons use.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number of images is negative.</exception>
    public static DataSplit Generate(int train = 10_000, int test = 2_000, uint seed = 0) =>
        new("digits", ImageData.ToDataset(Draw(TrainFamily, train, seed)), ImageData.ToDataset(Draw(TestFamily, test, seed)));

    /// <summary>The bytes of one part.</summary>
    internal static LabelledImages Draw(uint family, int count, uint seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        byte[] pixels = new byte[count * Canvas.Side * Canvas.Side];
        byte[] labels = new byte[count];
        Work.Split(count, Grain, new DrawWork(seed, family, pixels, labels));
        return new LabelledImages(pixels, labels);
    }

    private readonly record struct DrawWork(uint Seed, uint Family, byte[] Pixels, byte[] Labels) : IWork
    {
        public void Run(int from, int to)
        {
            const int Area = Canvas.Side * Canvas.Side;
            var writer = new Writer(new Hand());
            for (int i = from; i < to; i++)
            {
                var random = new RandomStream(Seed, Family, (uint)i);
                int digit = random.Integer(10);
                Labels[i] = (byte)digit;
                writer.Write(digit, ref random, Pixels.AsSpan(i * Area, Area));
            }
        }
    }
}

using System.Security.Cryptography;
using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Tests.Processes;

namespace Curriculum.Tests.Data;

public class DigitsTests
{
    // The bytes of the 10,000 + 2,000 images and labels of seed 0. They are frozen: stored outputs of lessons stand on them.
    private const string Frozen = "4bc5d9587d881163a9c18155343c45057bdd2487906bbb66e9e4d7c54d4e1ecb";

    [Fact]
    public void The_bytes_are_the_frozen_ones() => Assert.Equal(Frozen, HashProgram.Run());

    [Theory]
    [InlineData("CURRICULUM_THREADS", "1")]
    [InlineData("CURRICULUM_THREADS", "3")]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    public void The_bytes_are_the_same_under(string variable, string value) => Assert.Equal(Frozen, ChildProcess.Output<HashProgram>((variable, value)));

    [Fact]
    public void An_image_depends_on_seed_part_and_index_alone()
    {
        var many = Digits.Draw(family: 0, count: 250, seed: 5);
        var few = Digits.Draw(family: 0, count: 7, seed: 5);
        Assert.Equal(many.Pixels[..few.Pixels.Length], few.Pixels);
        Assert.Equal(many.Labels[..7], few.Labels);
        Assert.NotEqual(few.Pixels, Digits.Draw(family: 1, count: 7, seed: 5).Pixels);
        Assert.NotEqual(few.Pixels, Digits.Draw(family: 0, count: 7, seed: 6).Pixels);
    }

    [Fact]
    public void No_test_image_is_a_training_image()
    {
        static IEnumerable<string> Each(LabelledImages images) => images.Pixels.Chunk(784).Select(Convert.ToBase64String);
        string[] all = [.. Each(Digits.Draw(0, 10_000, 0)), .. Each(Digits.Draw(1, 2_000, 0))];
        Assert.Equal(12_000, all.Distinct().Count());
    }

    [Fact]
    public void Every_class_is_about_equally_often()
    {
        var labels = Digits.Draw(family: 0, count: 10_000, seed: 0).Labels;
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(labels.Count(label => label == digit), 900, 1_100));
    }

    [Fact]
    public void Every_image_is_dark_on_paper_with_its_mass_near_the_middle_as_in_mnist()
    {
        var pixels = Digits.Draw(family: 0, count: 2_000, seed: 0).Pixels;
        Assert.All(pixels.Chunk(784), image =>
        {
            double mass = image.Sum(p => (double)p);
            double x = image.Select((p, i) => p * ((i % 28) + 0.5)).Sum() / mass;
            double y = image.Select((p, i) => p * ((i / 28) + 0.5)).Sum() / mass;
            Assert.InRange(x, 11, 17);
            Assert.InRange(y, 11, 17);
            Assert.InRange(mass / 255, 15, 300);
            Assert.InRange(image.Max(), 200, 255);
        });
    }

    [Fact]
    public void The_number_of_images_is_free()
    {
        var split = Digits.Generate(train: 3, test: 0, seed: 9);
        Assert.Equal(("digits", 3, 0), (split.Name, split.Train.Count, split.Test.Count));
        Assert.Equal(Shape.Create([0, 784]), split.Test.Inputs.Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => Digits.Generate(train: -1));
    }

    private sealed class HashProgram : IChildProgram
    {
        public static string Run()
        {
            var (train, test) = (Digits.Draw(0, 10_000, 0), Digits.Draw(1, 2_000, 0));
            return Convert.ToHexStringLower(SHA256.HashData([.. train.Pixels, .. train.Labels, .. test.Pixels, .. test.Labels]));
        }
    }
}

using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Tests.Processes;
using Curriculum.Tests.Shared;

namespace Curriculum.Tests.Data;

public sealed class ImageDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Digits_are_float_images_in_0_to_1_with_whole_labels()
    {
        var digits = ImageData.Load("digits");
        Assert.Equal("digits", digits.Name);
        Assert.Equal((Shape.Create([10_000, 784]), DType.Float32), (digits.Train.Inputs.Shape, digits.Train.Inputs.DType));
        Assert.Equal((Shape.Create([2_000]), DType.Int64), (digits.Test.Targets.Shape, digits.Test.Targets.DType));
        Assert.Equal((0, 1), (digits.Train.Inputs.Min().Item(), digits.Train.Inputs.Max().Item()));
    }

    [Fact]
    public void A_byte_becomes_itself_by_255()
    {
        byte[] pixels = new byte[784];
        for (int i = 0; i < 256; i++)
            pixels[i] = (byte)i;
        var one = ImageData.ToDataset(new LabelledImages(pixels, [7]));
        Assert.Equal(pixels.Select(p => (float)(p / 255.0)), one.Inputs.ToArray<float>());
        Assert.Equal([7], one.Targets.ToArray<long>());
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ImageData.Load("minst"));
        Assert.Contains("ImageData: name must be one of digits, mnist, mnist10k, got 'minst'", error.Message);
    }

    [Fact]
    public void Every_name_is_in_the_manifest() => Assert.All(ImageData.Names, name => Assert.Equal(name, DataManifest.Default[name].Name));

    [Theory]
    [InlineData("mnist", "mnist/train-images-idx3-ubyte.gz")]
    [InlineData("mnist10k", "mnist/t10k-images-idx3-ubyte.gz")]
    public void A_set_that_is_not_here_is_refused_with_the_command_that_gets_it(string name, string file)
    {
        var error = Assert.Throws<DataFileException>(() => ImageData.Load(name, new DataFolder([], _folder.Path)));
        Assert.Contains($"Data set '{name}': {file} is not here", error.Message);
        Assert.Contains($"data get {name}", error.Message);
    }

    [Fact]
    public void A_truncated_file_is_refused_before_it_is_read()
    {
        string path = _folder.Write("mnist/t10k-images-idx3-ubyte.gz", [0x1F, 0x8B, 8, 0]);
        var error = Assert.Throws<DataFileException>(() => ImageData.Load("mnist10k", new DataFolder([_folder.Path], null)));
        Assert.Contains($"{path} is not the file it should be", error.Message);
        Assert.Contains("expected 1,648,877 bytes, SHA-256 8d422c7b", error.Message);
        Assert.Contains("got      4 bytes, SHA-256 ", error.Message);
    }

    [Theory]
    [InlineData("", "digits")]
    [InlineData("digits", "digits")]
    [InlineData("minst", "ImageData: $CURRICULUM_DATASET must be one of digits, mnist, mnist10k, got 'minst'. (Parameter 'name')")]
    public void The_environment_names_the_set_where_the_caller_does_not(string value, string outcome) =>
        Assert.Equal(outcome, ChildProcess.Output<LoadProgram>((ImageData.Variable, value)));

    [Fact]
    public void Images_and_labels_must_match()
    {
        byte[] Images(int n, int side) => [0, 0, 8, 3, 0, 0, 0, (byte)n, 0, 0, 0, (byte)side, 0, 0, 0, (byte)side, .. new byte[n * side * side]];
        byte[] Labels(params byte[] labels) => [0, 0, 8, 1, 0, 0, 0, (byte)labels.Length, .. labels];
        void Refused(byte[] images, byte[] labels)
        {
            var error = Assert.Throws<InvalidDataException>(() => ImageData.Read(_folder.Write("images", images), _folder.Write("labels", labels)));
            Assert.Contains("must hold n images [n, 28, 28] and n labels 0 … 9", error.Message);
        }

        Assert.Equal([3, 9], ImageData.Read(_folder.Write("images", Images(2, 28)), _folder.Write("labels", Labels(3, 9))).Labels);
        Refused(Images(2, 28), Labels(3));
        Refused(Images(2, 27), Labels(3, 9));
        Refused(Images(2, 28), Labels(3, 10));
        Refused(Labels(3, 9), Labels(3, 9));
        Refused(Images(1, 28), Images(1, 1));
    }

    [SkippableFact]
    public void Mnist10k_is_the_test_files_in_file_order()
    {
        SkipUnlessHere("mnist10k");
        var split = ImageData.Load("mnist10k");
        Assert.Equal((Shape.Create([8_000, 784]), Shape.Create([2_000, 784])), (split.Train.Inputs.Shape, split.Test.Inputs.Shape));
        // The first labels of the file, known from any description of MNIST, and the number of sevens in all of it.
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], split.Train.Targets.ToArray<long>()[..10]);
        Assert.Equal(1028, split.Train.Targets.ToArray<long>().Concat(split.Test.Targets.ToArray<long>()).Count(label => label == 7));
        // The first image is a seven of which the top bar begins in row 7; ink, not paper, is 1.
        float[] pixels = split.Train.Inputs.ToArray<float>();
        Assert.Equal(0, pixels[..(7 * 28)].Max());
        Assert.True(pixels[(8 * 28)..(9 * 28)].Max() > 0.99);
    }

    [SkippableFact]
    public void Mnist_has_60000_and_10000()
    {
        SkipUnlessHere("mnist");
        var split = ImageData.Load("mnist");
        Assert.Equal((60_000, 10_000), (split.Train.Count, split.Test.Count));
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], split.Train.Targets.ToArray<long>()[..10]);
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], split.Test.Targets.ToArray<long>()[..10]);
    }

    internal static void SkipUnlessHere(string name)
    {
        var missing = DataManifest.Default[name].Files.Where(file => DataFolder.Default.State(file) == DataFileState.Missing).Select(file => file.Path).ToArray();
        Skip.If(missing.Length > 0, $"{name} is not here: $CURRICULUM_DATA and data/cache lack {string.Join(", ", missing)}");
    }

    private sealed class LoadProgram : IChildProgram
    {
        public static string Run()
        {
            try
            {
                return ImageData.Load().Name;
            }
            catch (ArgumentException error)
            {
                return error.Message;
            }
        }
    }
}

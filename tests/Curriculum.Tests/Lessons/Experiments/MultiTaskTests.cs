using Curriculum.Arrays;
using Curriculum.Data;
using Curriculum.Lessons.Experiments;

namespace Curriculum.Tests.Lessons.Experiments;

public class MultiTaskTests
{
    private static readonly MultiTaskSetting Alone = MultiTask.Settings().Single(s => s.Id == "alone");
    private static readonly MultiTaskSetting WithHoles = MultiTask.Settings().Single(s => s.Id == "holes");
    private static readonly Lazy<DataSplit> Data = new(() => Digits.Generate(2_100, 100));

    // Same images, weights and digit batches: only then is the difference within a seed the second task's.
    [Fact]
    public void With_weight_zero_the_second_task_changes_nothing()
    {
        var alone = MultiTask.Train(Alone, Data.Value, 4);
        var weightless = MultiTask.Train(WithHoles with { Weight = 0 }, Data.Value, 4);
        Assert.Equal(alone.Digits.Curve, weightless.Digits.Curve);
        Assert.NotEqual(alone.Digits.Curve, MultiTask.Train(WithHoles, Data.Value, 4).Digits.Curve);
    }

    [Fact]
    public void Holes_are_learned_from_their_images_and_not_from_shuffled_ones()
    {
        var alone = WithHoles with { DigitWeight = 0 };
        Assert.True(MultiTask.Train(alone, Data.Value, 1).Holes > 0.8);
        Assert.True(MultiTask.Train(alone with { ShuffleSecond = true }, Data.Value, 1).Holes < 0.7);
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "####|#..#|#..#|####")]
    [InlineData(0, "####|#..#|#...|####")]
    [InlineData(2, "#####|#...#|#####|#...#|#####")]
    [InlineData(2, "#######|#..#..#|#..#..#|#######|#..#..#|#..#..#|#######")]
    [InlineData(0, "####|#..#|####")]
    public void Holes_are_counted_as_by_eye(long holes, string drawing)
    {
        var image = NdArray.Zeros([1, 28, 28], DType.Float32);
        foreach (var (row, i) in drawing.Split('|').Select((row, i) => (row, i)))
        {
            foreach (var (pixel, j) in row.Select((pixel, j) => (pixel, j)))
                image[0, 10 + i, 12 + j] = pixel == '#' ? 1 : 0;
        }

        Assert.Equal(holes, Holes.Count(image.Reshape(1, 784))[0].Item());
    }

    [Fact]
    public void Ink_at_the_border_encloses_nothing_with_it()
    {
        var image = NdArray.Zeros([1, 28, 28], DType.Float32);
        image[0, 5, ..] = 1;
        Assert.Equal(0, Holes.Count(image.Reshape(1, 784))[0].Item());
    }
}

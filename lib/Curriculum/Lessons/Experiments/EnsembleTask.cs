using Curriculum.Arrays;
using Curriculum.Data;

namespace Curriculum.Lessons.Experiments;

// 500 digits of 14×14 pixels to learn from, with right labels or with a fifth of them wrong, and all test images. One stream a seed: images, wrong labels, folds; the trees have one of their own.
internal sealed record EnsembleTask(NdArray X, NdArray Labels, NdArray Fold, NdArray TestX, NdArray TestLabels, uint Seed)
{
    public const int Images = 500;

    private const int Folds = 5;
    private const double WrongShare = 0.2;

    public NdArray OneHot => Labels.OneHot(Learners.Classes, DType.Float64);

    public RandomState ForTrees => new(Seed + 1000);

    public static EnsembleTask Draw(DataSplit data, uint seed, bool noisy)
    {
        var random = new RandomState(seed);
        var drawn = data.Train.Take(random.Choice(data.Train.Count, [Images], replace: false));
        NdArray wrong = random.Rand(Images) < WrongShare, moved = (drawn.Targets + random.RandInt(1, Learners.Classes, [Images])) % Learners.Classes;
        return new(
            Small(drawn.Inputs), noisy ? NdArray.Where(wrong, moved, drawn.Targets) : drawn.Targets, random.Permutation(Images) % Folds,
            Small(data.Test.Inputs), data.Test.Targets, seed);
    }

    // Each 2×2 pixels become their mean.
    private static NdArray Small(NdArray images) => images.As(DType.Float64).Reshape(-1, 14, 2, 14, 2).Mean([2, 4]).Reshape(-1, 196);
}

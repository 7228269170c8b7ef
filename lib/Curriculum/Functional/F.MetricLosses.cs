using Curriculum.Arrays;
using Curriculum.Autograd;

namespace Curriculum.Functional;

/// <content>Losses of metric learning: alike things shall lie near each other.</content>
public static partial class F
{
    /// <summary>‖a − b‖ = √Σ(a − b)² of each pair of rows.</summary>
    /// <remarks>Where the two are equal the gradient is taken to be 0.</remarks>
    /// <param name="a">a [*, d].</param>
    /// <param name="b">A shape that broadcasts with a's.</param>
    /// <param name="epsilon">Added to each difference, as PyTorch's triplet loss does (1e-6); 0 for the plain distance.</param>
    /// <returns>[*].</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor Distance(Tensor a, Tensor b, double epsilon = 0)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var difference = epsilon == 0 ? a - b : a - b + epsilon;
        var squares = difference.Square().Sum(-1);
        // The root's slope at 0 is infinite: there a 1 is rooted, and the 0 put back.
        var isApart = squares > 0.0;
        return Tensor.Where(isApart, Tensor.Where(isApart, squares, 1.0).Sqrt(), 0.0);
    }

    /// <summary>The distance of each row of x to each row of y: d[i, j] = ‖xᵢ − yⱼ‖.</summary>
    /// <param name="x">x [n, d].</param>
    /// <param name="y">y [m, d].</param>
    /// <returns>[n, m].</returns>
    /// <exception cref="ShapeException">The rows are not of the same length.</exception>
    public static Tensor PairwiseDistance(Tensor x, Tensor y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Rank != 2 || y.Rank != 2 || x.Shape[1] != y.Shape[1])
            throw new ShapeException($"PairwiseDistance: x must be [n, d] and y [m, d] with the same d, got {x.Shape} and {y.Shape}.");
        return Distance(x.ExpandDims(1), y.ExpandDims(0));
    }

    /// <summary>max(0, ‖a − p‖ − ‖a − n‖ + margin): an anchor shall be nearer to its positive than to its negative, by the margin.</summary>
    /// <remarks>Schroff et al. (FaceNet), arXiv:1503.03832, eq. 2, with plain distances in place of squared ones.</remarks>
    /// <param name="anchor">a [n, d].</param>
    /// <param name="positive">p [n, d], of the same class.</param>
    /// <param name="negative">n [n, d], of another class.</param>
    /// <param name="margin">The margin.</param>
    /// <param name="reduction">Mean, sum, or a loss for each row.</param>
    /// <param name="epsilon">Added to each difference; PyTorch has 1e-6.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor TripletLoss(
        Tensor anchor, Tensor positive, Tensor negative, double margin = 1, Reduction reduction = Reduction.Mean, double epsilon = 0)
    {
        RequireSameShape("TripletLoss", anchor, positive);
        RequireSameShape("TripletLoss", anchor, negative);
        return Reduce(Relu(Distance(anchor, positive, epsilon) - Distance(anchor, negative, epsilon) + margin), reduction);
    }

    /// <summary>With d = ‖a − b‖: ½·d² for a similar pair, ½·max(0, margin − d)² for another.</summary>
    /// <remarks>Hadsell et al., 2006, eq. 4.</remarks>
    /// <param name="a">a [n, d].</param>
    /// <param name="b">b [n, d].</param>
    /// <param name="isSimilar">1 (or true) where the pair is similar, 0 elsewhere, [n].</param>
    /// <param name="margin">How far dissimilar pairs are pushed.</param>
    /// <param name="reduction">Mean, sum, or a loss for each pair.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor ContrastiveLoss(Tensor a, Tensor b, NdArray isSimilar, double margin = 1, Reduction reduction = Reduction.Mean)
    {
        RequireSameShape("ContrastiveLoss", a, b);
        ArgumentNullException.ThrowIfNull(isSimilar);
        Shape pairs = a.Shape.ToArray()[..^1];
        if (isSimilar.Shape != pairs)
            throw new ShapeException($"ContrastiveLoss: isSimilar must be {pairs} (one for each pair of {a.Shape}), got {isSimilar.Shape}.");
        var d = Distance(a, b);
        return Reduce(Tensor.Where(isSimilar.NotEqualTo(0).To(d.Data.Device), d.Square(), Relu(margin - d).Square()) * 0.5, reduction);
    }

    /// <summary>max(0, ‖a − p‖² − ‖a − n₁‖² + margin₁) + max(0, ‖a − p‖² − ‖n₁ − n₂‖² + margin₂).</summary>
    /// <remarks>Chen et al., arXiv:1704.01719, eq. 6: the second term pushes two other classes apart, too.</remarks>
    /// <param name="anchor">a [n, d].</param>
    /// <param name="positive">p [n, d], of a's class.</param>
    /// <param name="negative1">n₁ [n, d], of another class.</param>
    /// <param name="negative2">n₂ [n, d], of a third class.</param>
    /// <param name="margin1">The margin of the first term.</param>
    /// <param name="margin2">The margin of the second term.</param>
    /// <param name="reduction">Mean, sum, or a loss for each row.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor QuadrupletLoss(
        Tensor anchor, Tensor positive, Tensor negative1, Tensor negative2, double margin1 = 1, double margin2 = 0.5, Reduction reduction = Reduction.Mean)
    {
        RequireSameShape("QuadrupletLoss", anchor, positive);
        RequireSameShape("QuadrupletLoss", anchor, negative1);
        RequireSameShape("QuadrupletLoss", anchor, negative2);
        var near = (anchor - positive).Square().Sum(-1);
        var first = Relu(near - (anchor - negative1).Square().Sum(-1) + margin1);
        var second = Relu(near - (negative1 - negative2).Square().Sum(-1) + margin2);
        return Reduce(first + second, reduction);
    }

    /// <summary>T²·KL(softmax(teacher / T) ‖ softmax(student / T)), the mean over the rows: what the teacher thinks of the wrong classes, too.</summary>
    /// <remarks>Hinton et al., arXiv:1503.02531, section 2; T² keeps the gradient's size as T grows. The teacher gets no gradient.</remarks>
    /// <param name="student">Scores [n, c].</param>
    /// <param name="teacher">Scores [n, c].</param>
    /// <param name="temperature">T: the higher, the softer.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public static Tensor SoftTargetLoss(Tensor student, Tensor teacher, double temperature)
    {
        RequireSameShape("SoftTargetLoss", student, teacher);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(temperature);
        var target = Softmax(teacher.Detach() / temperature, 1);
        return KullbackLeibler(LogSoftmax(student / temperature, 1), target, Reduction.Sum) * (temperature * temperature / student.Shape[0]);
    }

    /// <summary>soft weight · <see cref="SoftTargetLoss"/> + hard weight · cross-entropy with the labels: distillation of a large network into a small one (蒸留).</summary>
    /// <remarks>Hinton et al., arXiv:1503.02531.</remarks>
    /// <param name="student">Scores [n, c].</param>
    /// <param name="teacher">Scores [n, c].</param>
    /// <param name="labels">Whole numbers 0 … c − 1, [n].</param>
    /// <param name="temperature">T of the soft part.</param>
    /// <param name="softWeight">The weight of the soft part.</param>
    /// <param name="hardWeight">The weight of the hard part.</param>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public static Tensor DistillationLoss(Tensor student, Tensor teacher, Tensor labels, double temperature, double softWeight = 0.9, double hardWeight = 0.1)
        => (SoftTargetLoss(student, teacher, temperature) * softWeight) + (SoftmaxCrossEntropy(student, labels) * hardWeight);
}

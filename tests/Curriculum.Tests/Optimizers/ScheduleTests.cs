using Curriculum.Arrays;
using Curriculum.Optimizers;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Optimizers;

public class ScheduleTests
{
    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "lr_schedules", MemberType = typeof(GoldenFiles))]
    public void A_schedule_agrees_with_the_reference(string name)
    {
        var golden = GoldenFiles.Case("lr_schedules", name);
        Schedule schedule = golden.Text("schedule") switch
        {
            "step" => new StepSchedule(golden.Number("lr"), golden.Whole("step_size"), golden.Number("gamma")),
            "multi_step" => new MultiStepSchedule(golden.Number("lr"), golden.Wholes("milestones")!, golden.Number("gamma")),
            "exponential" => new ExponentialSchedule(golden.Number("lr"), golden.Number("gamma")),
            "cosine" => new CosineSchedule(golden.Number("lr"), golden.Whole("t_max"), golden.Number("eta_min")),
            "noam" => new NoamSchedule(golden.Whole("d_model"), golden.Whole("warmup"), golden.Number("factor")),
            "linear_warmup_cosine" => new WarmUpCosineSchedule(golden.Number("lr"), golden.Whole("warmup"), golden.Whole("steps"), golden.Number("eta_min")),
            var other => throw new InvalidDataException(other),
        };
        double[] expected = golden.Outputs["lr"].Data;
        for (int t = 0; t < expected.Length; t++)
            Assert.Equal(expected[t], schedule.At(t), 1e-12);
    }

    [Fact]
    public void A_constant_schedule_stays_and_a_negative_step_is_an_error()
    {
        Assert.Equal(0.3, new ConstantSchedule(0.3).At(1000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConstantSchedule(0.3).At(-1));
    }

    [Theory]
    [MemberData(nameof(GoldenFiles.Names), "gradient_clipping", MemberType = typeof(GoldenFiles))]
    public void Clipping_agrees_with_the_reference(string name)
    {
        var golden = GoldenFiles.Case("gradient_clipping", name);
        foreach (var dtype in new[] { DType.Float64, DType.Float32 })
        {
            NdArray[] gradients = [.. golden.Inputs.Values.Select(g => g.ToNdArray(dtype))];
            bool isMaximum = golden.Attributes.TryGetProperty("norm_type", out var norm) && norm.ValueKind == System.Text.Json.JsonValueKind.String;
            var clip = golden.Attributes.TryGetProperty("clip_value", out var limit) ? GradientClip.ByValue(limit.GetDouble())
                : isMaximum ? GradientClip.ByLargestElement(golden.Number("max_norm"))
                : GradientClip.ByNorm(golden.Number("max_norm"));
            var clipped = clip.Apply(gradients);
            for (int i = 0; i < clipped.Count; i++)
                GoldenAssert.Close(golden.Outputs[$"g{i}"], clipped[i], golden.Tolerance(dtype), $"{golden} {dtype} g{i}");

            if (golden.Outputs.TryGetValue("total_norm", out var total))
            {
                double found = isMaximum ? GradientClip.LargestElement(gradients) : GradientClip.Norm(gradients);
                GoldenAssert.Close(total.Data, [found], golden.Tolerance(dtype), $"{golden} {dtype} norm");
                GoldenAssert.Close(golden.Outputs["coefficient"].Data, [(clipped[0] / gradients[0]).Max().Item()], golden.Tolerance(dtype), $"{golden} {dtype} coefficient");
            }
        }
    }

    [Fact]
    public void A_parameter_of_no_elements_has_no_largest_one()
    {
        NdArray[] gradients = [NdArray.Zeros(0, 4), NdArray.Of(3, -4)];
        Assert.Equal(4, GradientClip.LargestElement(gradients));
        Assert.Equal(0, GradientClip.LargestElement(gradients[..1]));
        Assert.Equal([1.5, -2], GradientClip.ByLargestElement(2).Apply(gradients)[1].ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-5);
    }
}

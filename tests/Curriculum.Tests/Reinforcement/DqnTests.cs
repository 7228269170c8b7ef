using Curriculum.Arrays;
using Curriculum.Autograd;
using Curriculum.Layers;
using Curriculum.Reinforcement;
using Curriculum.Tests.Functional;
using Curriculum.Tests.Goldens;

namespace Curriculum.Tests.Reinforcement;

public class DqnTests
{
    public static TheoryData<string> Cases => [.. GoldenFiles.Cases("rl_losses").Where(c => c.Text("kind").EndsWith("dqn", StringComparison.Ordinal)).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Targets_and_loss_agree_with_the_reference(string name) => GoldenRun.Check("rl_losses", name, run =>
    {
        NdArray Value(string key) => run[key].Value;
        double gamma = run.Case.Number("gamma");
        var targets = run.Case.Text("kind") == "dqn"
            ? Dqn.Targets(Value("rewards"), Value("done"), Value("next_q_target"), gamma)
            : Dqn.DoubleTargets(Value("rewards"), Value("done"), Value("next_q_target"), Value("next_q_online"), gamma);
        return new Dictionary<string, Tensor>
        {
            ["target"] = targets,
            ["td_error"] = Dqn.Errors(run["q"], Value("actions"), targets),
            ["loss"] = Dqn.Loss(run["q"], Value("actions"), targets, run.Case.Number("huber_delta")),
        };
    });

    [Fact]
    public void A_full_buffer_forgets_the_oldest_and_samples_as_numpy_draws()
    {
        var buffer = new ReplayBuffer(4, [2]);
        for (int i = 0; i < 6; i++)
            buffer.Add(new Transition(NdArray.Full([2], i), i, 10 * i, NdArray.Full([2], i + 1), i == 5));
        Assert.Equal(4, buffer.Count);

        // Transitions 4 and 5 took the places of 0 and 1.
        long[] places = [4, 5, 2, 3];
        long[] expected = [.. new RandomState(3).RandInt(0, 4, [20]).ToArray<long>().Select(i => places[i])];
        var batch = buffer.Sample(20, new RandomState(3));
        Assert.Equal(expected, batch.Actions.ToArray<long>());
        Assert.Equal(expected.Select(i => (float)i), batch.States[.., 1].ToArray<float>());
        Assert.Equal(expected.Select(i => i + 1f), batch.NextStates[.., 0].ToArray<float>());
        Assert.Equal(expected.Select(i => 10f * i), batch.Rewards.ToArray<float>());
        Assert.Equal(expected.Select(i => i == 5 ? 1f : 0f), batch.Done.ToArray<float>());
        Assert.Equal(20, batch.Count);
    }

    [Fact]
    public void Sampling_from_nothing_and_states_of_another_shape_are_errors()
    {
        var buffer = new ReplayBuffer(4, [2]);
        Assert.Equal("ReplayBuffer: there is nothing to sample from yet. Add transitions first.", Assert.Throws<InvalidOperationException>(() => buffer.Sample(1, new RandomState(1))).Message);
        Assert.Equal(
            "ReplayBuffer: states must be [2], got [3] and [2].",
            Assert.Throws<ShapeException>(() => buffer.Add(new Transition(NdArray.Zeros(3), 0, 0, NdArray.Zeros(2), false))).Message);
    }

    [Fact]
    public void A_target_stands_still_until_it_is_told_to_move()
    {
        var online = Linear.Create(2, 1, new RandomState(1), dtype: DType.Float64);
        var target = new TargetNetwork(online);
        var before = online.Weight.Value;
        online.Weight.Assign(before + 1.0);
        Assert.Equal(before.ToArray<double>(), target.Model.Parameters[0].Value.ToArray<double>());
        target.Follow(0.25);
        Assert.True((target.Model.Parameters[0].Value - (before + 0.25)).Abs().Max().Item() < 1e-15);
        target.Synchronise();
        Assert.Equal(online.Weight.Value.ToArray<double>(), target.Model.Parameters[0].Value.ToArray<double>());
        Assert.False(target.Forward(NdArray.Ones(1, 2)).IsTracked);
        Assert.Throws<ArgumentOutOfRangeException>(() => target.Follow(1.5));
    }
}

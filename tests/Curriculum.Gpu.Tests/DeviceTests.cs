using Curriculum.Arrays;
using Curriculum.Layers;

namespace Curriculum.Gpu.Tests;

/// <summary>Arrays that lie on a device.</summary>
public class DeviceTests
{
    private static readonly Device Gpu = TestDevice.Instance;

    [Theory]
    [InlineData(DType.Boolean)]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void An_array_comes_back_as_it_went(DType dtype)
    {
        var x = new RandomState(1).RandInt(0, 2, [3, 4, 5]).As(dtype);
        foreach (var view in new[] { x, x.Transpose(2, 0, 1), x[1.., .., Slice.Step(null, null, -2)], x[..0] })
        {
            var there = view.To(Gpu);
            Assert.Same(Gpu, there.Device);
            Assert.Equal(view.Shape, there.Shape);
            Assert.Equal(view.ToArray<double>(), there.To(Device.Cpu).ToArray<double>());
            Assert.Equal(view.ToArray<double>(), there.ToArray<double>());
        }

        Assert.Same(x, x.To(Device.Cpu));
    }

    [Fact]
    public void A_view_of_a_device_is_read_and_written_in_place()
    {
        var x = NdArray.Arange(12).Reshape(3, 4).To(Gpu);
        x[1, 1..3] = NdArray.Of([-1L, -2]).To(Gpu);
        Assert.Equal([0, 1, 2, 3, 4, -1, -2, 7, 8, 9, 10, 11], x.ToArray<long>());
        Assert.Equal([2, -2, 10], x[.., 2].ToArray<long>());
        Assert.Equal(-2, x[1, 2].Item());
        Assert.Contains("-2", x.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Places_that_are_named_by_masks_and_numbers_are_read_and_written()
    {
        NdArray here = NdArray.Arange(12).Reshape(4, 3).As(DType.Float32), there = here.To(Gpu);
        foreach (var (a, device) in new[] { (here, Device.Cpu), (there, Gpu) })
        {
            var mask = a[.., 1] > 3;
            Assert.Equal([6, 7, 8, 9, 10, 11], a[mask][1..].ToArray<float>());
            Assert.Equal([1, 2, 3], mask.NonZero()[0].ToArray<long>());
            Assert.Same(device, mask.NonZero()[0].Device);
            // Of a place that is named twice the last value stays.
            a[NdArray.Of([3L, 0, 3])] = NdArray.Of(new float[,] { { -1, -2, -3 }, { -4, -5, -6 }, { -7, -8, -9 } }).To(device);
            a[a > 7] = 0;
            Assert.Equal([-4, -5, -6, 3, 4, 5, 6, 7, 0, -7, -8, -9], a.ToArray<float>());
        }
    }

    [Theory]
    [InlineData(DType.Boolean)]
    [InlineData(DType.Int32)]
    [InlineData(DType.Int64)]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Rows_are_put_in_the_order_of_the_processor(DType dtype)
    {
        double[] numbers = [3, -1, double.NaN, 0, -0.0, 3, double.PositiveInfinity, -1, double.NegativeInfinity, double.NaN, 2, 3];
        bool isReal = dtype is DType.Float32 or DType.Float64;
        var here = NdArray.Of(Array.ConvertAll(numbers, x => isReal || double.IsFinite(x) ? x : 1)).As(dtype).Reshape(2, 6);
        var there = here.To(Gpu);
        foreach (var f in new Func<NdArray, NdArray>[]
        {
            a => a.Sort(), a => a.ArgSort(), a => a.Sort(0), a => a.ArgSort(0), a => a[.., ..0].Sort(), a => a.Unique(), a => a.UniqueCounts().Counts, a => a.UniqueInverse().Inverse, a => a.TopK(2).Values, a => a.TopK(2).Indices,
        })
        {
            var sorted = f(there);
            Assert.Same(Gpu, sorted.Device);
            DeviceAssert.Close(f(here), sorted, 0);
        }
    }

    [Fact]
    public void Devices_are_not_mixed_by_themselves()
    {
        var (here, there) = (NdArray.Of([1.0, 2]), NdArray.Of([3.0, 4]).To(Gpu));
        var error = Assert.Throws<DeviceException>(() => here + there);
        Assert.Equal($"Add: both arrays must lie on one device, got cpu and {Gpu}. Move one of them with To(device), or the whole model with model.To(device).", error.Message);
        Assert.Throws<DeviceException>(() => here.Dot(there));
        Assert.Throws<DeviceException>(() => NdArray.Where(here > 1, there, there));
        Assert.Equal([5, 6], (there + 2).ToArray<double>());
    }

    [Fact]
    public void Numbers_that_are_none_pass_through_as_on_the_processor()
    {
        double[] odd = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -0.0, 0, 1e-310, -1, 1e308, 0.5, 1.5, -2.5];
        foreach (var x in new[] { NdArray.Of(odd), NdArray.Of(odd).As(DType.Float32) })
        {
            foreach (var f in new Func<NdArray, NdArray>[]
            {
                a => a.Exp(), a => a.Log(), a => a.Tanh(), a => a.Sigmoid(), a => a.Abs(), a => a.Sqrt(), a => a.Floor(), a => a.Ceil(), a => a.Round(), a => a.Sign(), a => -a, a => a.Maximum(0), a => a.Minimum(0),
                a => a > 0, a => a >= 0, a => a.EqualTo(a), a => a.Max(), a => a.Min(), a => a.ArgMax(), a => a.As(DType.Int32), a => a.As(DType.Int64), a => a.As(DType.Boolean), a => a.Erf(), a => a.Expm1(), a => a.Log1p(),
            })
            {
                DeviceAssert.Close(f(x), f(x.To(Gpu)), 1e-6);
            }
        }
    }

    [Fact]
    public void A_model_that_was_moved_learns_apart_from_the_one_it_was()
    {
        var model = Linear.Create(3, 2, new RandomState(0));
        var moved = model.To(Gpu);
        Assert.Same(Gpu, moved.Weight.Value.Device);
        Assert.Equal(model.Weight.Value.ToArray<float>(), moved.Weight.Value.ToArray<float>());
        moved.Weight.Assign(moved.Weight.Value * 2);
        Assert.NotEqual(model.Weight.Value.ToArray<float>(), moved.Weight.Value.ToArray<float>());
        Assert.Equal(moved.Weight.Value.ToArray<float>(), moved.To(Device.Cpu).Weight.Value.ToArray<float>());
    }
}

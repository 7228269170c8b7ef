using Curriculum.Arrays;

namespace Curriculum.Functional.Operations;

/// <summary>The sizes of one convolution, worked out and checked once: x [n, c, h, w], weight [f, c/groups, kh, kw] → y [n, f, oh, ow].</summary>
internal readonly record struct ConvolutionShape(int Batch, int Channels, int Filters, int Groups, Size2d Image, Size2d Output, Window2d Window)
{
    public int ImageSize => Channels * Image.Height * Image.Width;

    public int OutputSize => Filters * Positions;

    public int Positions => Output.Height * Output.Width;

    public int GroupChannels => Channels / Groups;

    public int GroupFilters => Filters / Groups;

    /// <summary>The inner length of the matrix product: the taps of all channels of a group.</summary>
    public int Inner => GroupChannels * Window.Taps;

    /// <summary>Whether the windows of an image are its pixels, so that no columns need be made.</summary>
    public bool IsPointwise => Window.Taps == 1 && Window.Stride == 1 && Output == Image;

    public Shape Images => [Batch, Channels, Image.Height, Image.Width];

    public Shape Outputs => [Batch, Filters, Output.Height, Output.Width];

    public Shape Weights => [Filters, GroupChannels, Window.Kernel.Height, Window.Kernel.Width];

    public static ConvolutionShape Of(string op, Window2d window, int groups, Shape x, Shape weight)
    {
        if (groups < 1 || x[1] % groups != 0 || weight[0] % groups != 0)
            throw new ShapeException($"{op}: groups must divide the {x[1]} channels of x {x} and the {weight[0]} filters of weight {weight}, got {groups}.");
        if (weight[1] != x[1] / groups)
            throw new ShapeException($"{op}: weight must be [filters, {x[1] / groups}, kh, kw] (the {x[1]} channels of x {x}{(groups == 1 ? "" : $" in {groups} groups")}), got {weight}.");
        Size2d image = (x[2], x[3]);
        return new(x[0], x[1], weight[0], groups, image, window.Output(op, image), window);
    }
}

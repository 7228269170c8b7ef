using Curriculum.Arrays;
using Curriculum.Functional.Operations;

namespace Curriculum.Functional.Devices;

/// <summary>What a device does with images beyond what every array needs. Results are given, allocated; arrays lie row by row.</summary>
internal interface IImageKernels
{
    /// <summary>Windows as columns: x [n, c, h, w] → y [n, c·taps, oh·ow]; zeros on the padding.</summary>
    void Unfold(Window2d window, Size2d output, NdArray x, NdArray y);

    /// <summary>The adjoint: columns x [n, c·taps, oh·ow] added up into images y [n, c, h, w].</summary>
    void Fold(Window2d window, Size2d output, NdArray x, NdArray y);

    /// <summary>The largest element of each window and its place row·w + column: x [n, c, h, w] → y, places [n, c, oh, ow]; of equal ones the first.</summary>
    void MaxPool(PoolWindow window, NdArray x, NdArray y, NdArray places);

    /// <summary>x [n, c, h, w] at places [n, c, *] of its planes → y.</summary>
    void Pick(NdArray x, NdArray places, NdArray y);

    /// <summary>Zeros with g [n, c, *] added at its places of the planes of y [n, c, h, w], in the order of g.</summary>
    void Place(NdArray g, NdArray places, NdArray y);

    /// <summary>The mean of each window, image → windows; or its adjoint, windows → image, which is written anew.</summary>
    void AveragePool(PoolWindow window, bool countsPadding, NdArray image, NdArray windows, bool adjoint);
}

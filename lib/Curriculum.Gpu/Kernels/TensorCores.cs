using ILGPU;
using ILGPU.Runtime.Cuda;

namespace Curriculum.Gpu.Kernels;

/// <summary>Instructions of NVIDIA's devices from compute capability 8.0 on, by which the 32 threads of a warp multiply matrices together: here 32 rows by 64 columns, eight steps of the sums at once.</summary>
/// <remarks>
/// Which thread holds which element: PTX ISA, "Matrix Fragments for mma.m16n8k8", .tf32. A thread is one of the four members of one of eight groups: group = lane / 4, member = lane mod 4.
/// What an instruction of the kernel's own returns comes, with ILGPU, by way of memory. So the 64 sums of a thread stay in registers that have names of their own, eight for each eight columns, and are taken from there when they are done.
/// </remarks>
internal static class TensorCores
{
    // d = a·b + c for a [16, 8], b [8, 8], c and d [16, 8]; the factors of a thread are a[group, member], a[group + 8, member], a[group, member + 4], a[group + 8, member + 4] and b[member, group], b[member + 4, group].
    private const string Mma = "mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 ", Upper = ", {%0, %1, %2, %3}, {%8, %9}, ", Lower = ", {%4, %5, %6, %7}, {%8, %9}, ";

    // Its sums are c[group, 2·member], c[group, 2·member + 1], c[group + 8, 2·member], c[group + 8, 2·member + 1].
    private const string U0 = "{sum0, sum1, sum2, sum3}", L0 = "{sum4, sum5, sum6, sum7}";
    private const string U1 = "{sum8, sum9, sum10, sum11}", L1 = "{sum12, sum13, sum14, sum15}";
    private const string U2 = "{sum16, sum17, sum18, sum19}", L2 = "{sum20, sum21, sum22, sum23}";
    private const string U3 = "{sum24, sum25, sum26, sum27}", L3 = "{sum28, sum29, sum30, sum31}";
    private const string U4 = "{sum32, sum33, sum34, sum35}", L4 = "{sum36, sum37, sum38, sum39}";
    private const string U5 = "{sum40, sum41, sum42, sum43}", L5 = "{sum44, sum45, sum46, sum47}";
    private const string U6 = "{sum48, sum49, sum50, sum51}", L6 = "{sum52, sum53, sum54, sum55}";
    private const string U7 = "{sum56, sum57, sum58, sum59}", L7 = "{sum60, sum61, sum62, sum63}";

    /// <summary>Sums of nothing. Once in a kernel.</summary>
    public static void Clear()
    {
        CudaAsm.Emit(".reg .f32 sum<64>; .reg .f32 done<8>;");
        const string Zero = ", 0f00000000; mov.f32 sum";
        CudaAsm.Emit($"mov.f32 sum0{Zero}1{Zero}2{Zero}3{Zero}4{Zero}5{Zero}6{Zero}7, 0f00000000;");
        CudaAsm.Emit($"mov.f32 sum8{Zero}9{Zero}10{Zero}11{Zero}12{Zero}13{Zero}14{Zero}15, 0f00000000;");
        CudaAsm.Emit($"mov.f32 sum16{Zero}17{Zero}18{Zero}19{Zero}20{Zero}21{Zero}22{Zero}23, 0f00000000;");
        CudaAsm.Emit($"mov.f32 sum24{Zero}25{Zero}26{Zero}27{Zero}28{Zero}29{Zero}30{Zero}31, 0f00000000;");
        CudaAsm.Emit($"mov.f32 sum32{Zero}33{Zero}34{Zero}35{Zero}36{Zero}37{Zero}38{Zero}39, 0f00000000;");
        CudaAsm.Emit($"mov.f32 sum40{Zero}41{Zero}42{Zero}43{Zero}44{Zero}45{Zero}46{Zero}47, 0f00000000;");
        CudaAsm.Emit($"mov.f32 sum48{Zero}49{Zero}50{Zero}51{Zero}52{Zero}53{Zero}54{Zero}55, 0f00000000;");
        CudaAsm.Emit($"mov.f32 sum56{Zero}57{Zero}58{Zero}59{Zero}60{Zero}61{Zero}62{Zero}63, 0f00000000;");
    }

    /// <summary>Adds the products of eight steps: every thread of the warp calls it.</summary>
    /// <param name="upper">The thread's factors of the upper 16 rows.</param>
    /// <param name="lower">The thread's factors of the lower 16 rows.</param>
    /// <param name="columns">The factors on the right, from the thread's first on: it has one in every eighth column.</param>
    /// <param name="half">How far from each of these its second factor of the column is.</param>
    public static void Add(Quad<float> upper, Quad<float> lower, ArrayView<float> columns, int half)
    {
        uint a = Bits(upper.X), b = Bits(upper.Y), c = Bits(upper.Z), d = Bits(upper.W), e = Bits(lower.X), f = Bits(lower.Y), g = Bits(lower.Z), h = Bits(lower.W);
        CudaAsm.Emit($"{Mma}{U0}{Upper}{U0}; {Mma}{L0}{Lower}{L0};", a, b, c, d, e, f, g, h, Bits(columns[0]), Bits(columns[half]));
        CudaAsm.Emit($"{Mma}{U1}{Upper}{U1}; {Mma}{L1}{Lower}{L1};", a, b, c, d, e, f, g, h, Bits(columns[8]), Bits(columns[half + 8]));
        CudaAsm.Emit($"{Mma}{U2}{Upper}{U2}; {Mma}{L2}{Lower}{L2};", a, b, c, d, e, f, g, h, Bits(columns[16]), Bits(columns[half + 16]));
        CudaAsm.Emit($"{Mma}{U3}{Upper}{U3}; {Mma}{L3}{Lower}{L3};", a, b, c, d, e, f, g, h, Bits(columns[24]), Bits(columns[half + 24]));
        CudaAsm.Emit($"{Mma}{U4}{Upper}{U4}; {Mma}{L4}{Lower}{L4};", a, b, c, d, e, f, g, h, Bits(columns[32]), Bits(columns[half + 32]));
        CudaAsm.Emit($"{Mma}{U5}{Upper}{U5}; {Mma}{L5}{Lower}{L5};", a, b, c, d, e, f, g, h, Bits(columns[40]), Bits(columns[half + 40]));
        CudaAsm.Emit($"{Mma}{U6}{Upper}{U6}; {Mma}{L6}{Lower}{L6};", a, b, c, d, e, f, g, h, Bits(columns[48]), Bits(columns[half + 48]));
        CudaAsm.Emit($"{Mma}{U7}{Upper}{U7}; {Mma}{L7}{Lower}{L7};", a, b, c, d, e, f, g, h, Bits(columns[56]), Bits(columns[half + 56]));
    }

    /// <summary>Writes the results, of which the thread's first has its place at a row and a column of the tile.</summary>
    public static void Write(ProductOutput<FloatLane, float> output, int row, int column)
    {
        CudaAsm.Emit("mov.f32 done0, sum0; mov.f32 done1, sum1; mov.f32 done2, sum2; mov.f32 done3, sum3; mov.f32 done4, sum4; mov.f32 done5, sum5; mov.f32 done6, sum6; mov.f32 done7, sum7;");
        WriteDone(output, row, column);
        CudaAsm.Emit("mov.f32 done0, sum8; mov.f32 done1, sum9; mov.f32 done2, sum10; mov.f32 done3, sum11; mov.f32 done4, sum12; mov.f32 done5, sum13; mov.f32 done6, sum14; mov.f32 done7, sum15;");
        WriteDone(output, row, column + 8);
        CudaAsm.Emit("mov.f32 done0, sum16; mov.f32 done1, sum17; mov.f32 done2, sum18; mov.f32 done3, sum19; mov.f32 done4, sum20; mov.f32 done5, sum21; mov.f32 done6, sum22; mov.f32 done7, sum23;");
        WriteDone(output, row, column + 16);
        CudaAsm.Emit("mov.f32 done0, sum24; mov.f32 done1, sum25; mov.f32 done2, sum26; mov.f32 done3, sum27; mov.f32 done4, sum28; mov.f32 done5, sum29; mov.f32 done6, sum30; mov.f32 done7, sum31;");
        WriteDone(output, row, column + 24);
        CudaAsm.Emit("mov.f32 done0, sum32; mov.f32 done1, sum33; mov.f32 done2, sum34; mov.f32 done3, sum35; mov.f32 done4, sum36; mov.f32 done5, sum37; mov.f32 done6, sum38; mov.f32 done7, sum39;");
        WriteDone(output, row, column + 32);
        CudaAsm.Emit("mov.f32 done0, sum40; mov.f32 done1, sum41; mov.f32 done2, sum42; mov.f32 done3, sum43; mov.f32 done4, sum44; mov.f32 done5, sum45; mov.f32 done6, sum46; mov.f32 done7, sum47;");
        WriteDone(output, row, column + 40);
        CudaAsm.Emit("mov.f32 done0, sum48; mov.f32 done1, sum49; mov.f32 done2, sum50; mov.f32 done3, sum51; mov.f32 done4, sum52; mov.f32 done5, sum53; mov.f32 done6, sum54; mov.f32 done7, sum55;");
        WriteDone(output, row, column + 48);
        CudaAsm.Emit("mov.f32 done0, sum56; mov.f32 done1, sum57; mov.f32 done2, sum58; mov.f32 done3, sum59; mov.f32 done4, sum60; mov.f32 done5, sum61; mov.f32 done6, sum62; mov.f32 done7, sum63;");
        WriteDone(output, row, column + 56);
    }

    /// <summary>The nearest number with 10 bits after the point, of two the one that is farther from zero: a factor as tensor cores take it (TF32), what cvt.rna.tf32.f32 makes of it.</summary>
    public static float Round(float value)
    {
        uint bits = Bits(value);
        bool isFinite = (bits & 0x7F800000) != 0x7F800000;
        return Interop.IntAsFloat(isFinite ? (bits + 0x1000) & 0xFFFFE000 : bits);
    }

    private static void WriteDone(ProductOutput<FloatLane, float> output, int row, int column)
    {
        CudaAsm.Emit("mov.f32 %0, done0;", out float a);
        CudaAsm.Emit("mov.f32 %0, done1;", out float b);
        CudaAsm.Emit("mov.f32 %0, done2;", out float c);
        CudaAsm.Emit("mov.f32 %0, done3;", out float d);
        CudaAsm.Emit("mov.f32 %0, done4;", out float e);
        CudaAsm.Emit("mov.f32 %0, done5;", out float f);
        CudaAsm.Emit("mov.f32 %0, done6;", out float g);
        CudaAsm.Emit("mov.f32 %0, done7;", out float h);
        output.Write(row, column, new(new(a), new(b)));
        output.Write(row + 8, column, new(new(c), new(d)));
        output.Write(row + 16, column, new(new(e), new(f)));
        output.Write(row + 24, column, new(new(g), new(h)));
    }

    private static uint Bits(float value) => Interop.FloatAsInt(value);
}

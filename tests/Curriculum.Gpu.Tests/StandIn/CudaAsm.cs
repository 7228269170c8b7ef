using System.Globalization;
using System.Text.RegularExpressions;

namespace ILGPU.Runtime.Cuda;

/// <summary>The few instructions of NVIDIA's devices that kernels name themselves, done as the PTX ISA says.</summary>
internal static partial class CudaAsm
{
    private const int Warp = 32, Factors = 6;

    /// <summary>Registers, and moves between them.</summary>
    public static void Emit(string asm)
    {
        foreach (string statement in Statements(asm))
        {
            var registers = Group.Now.Registers;
            if (Declaration().Match(statement) is { Success: true } declared)
            {
                for (int i = 0; i < int.Parse(declared.Groups[2].Value, CultureInfo.InvariantCulture); i++)
                    registers.Add(declared.Groups[1].Value + i, float.NaN);
            }
            else if (Move().Match(statement) is { Success: true } move && registers.ContainsKey(move.Groups[1].Value))
            {
                registers[move.Groups[1].Value] = move.Groups[2].Value == "0f00000000" ? 0 : registers[move.Groups[2].Value];
            }
            else
            {
                throw new NotSupportedException($"What does '{statement}' do?");
            }
        }
    }

    /// <summary>What a register holds.</summary>
    public static void Emit(string asm, out float value)
        => value = Move().Match(asm.TrimEnd(';')) is { Success: true } move && move.Groups[1].Value == "%0" ? Group.Now.Registers[move.Groups[2].Value] : throw new NotSupportedException($"What does '{asm}' do?");

    /// <summary>mma.m16n8k8 with .tf32 factors: each thread of a warp brings its fragments and computes its elements of the result.</summary>
    public static void Emit(string asm, uint a, uint b, uint c, uint d, uint e, uint f, uint g, uint h, uint i, uint j)
    {
        uint[] arguments = [a, b, c, d, e, f, g, h, i, j];
        foreach (string statement in Statements(asm))
        {
            var parts = Multiplication().Match(statement);
            string[] List(int part) => parts.Groups[part].Value.Split(", ");
            if (!parts.Success || parts.Groups[1].Value != parts.Groups[4].Value)
                throw new NotSupportedException($"What does '{statement}' do?");
            Multiply(Array.ConvertAll([.. List(2), .. List(3)], name => arguments[int.Parse(name[1..], CultureInfo.InvariantCulture)]), List(1));
        }
    }

    private static void Multiply(uint[] own, string[] sums)
    {
        var now = Group.Now;
        int thread = now.Thread.X, warp = thread / Warp * Warp, group = thread % Warp / 4, member = thread % 4;
        float[] fragments = now.NextExchange(Factors);
        for (int i = 0; i < Factors; i++)
        {
            float factor = BitConverter.UInt32BitsToSingle(own[i]);
            fragments[(thread * Factors) + i] = !float.IsFinite(factor) || (own[i] & 0x1FFF) == 0 ? factor : throw new InvalidOperationException($"{factor:R} has more digits than a factor of tensor cores.");
        }

        // Whose turn comes again finds the fragments of the whole warp; the next instruction takes other memory.
        Group.Barrier();
        float A(int row, int k) => fragments[((warp + (row % 8 * 4) + (k % 4)) * Factors) + (row / 8) + (k / 4 * 2)];
        float B(int k, int column) => fragments[((warp + (column * 4) + (k % 4)) * Factors) + 4 + (k / 4)];
        for (int i = 0; i < 4; i++)
        {
            int row = group + (i / 2 * 8), column = (2 * member) + (i % 2);
            for (int k = 0; k < 8; k++)
                now.Registers[sums[i]] += A(row, k) * B(k, column);
        }
    }

    private static string[] Statements(string asm) => asm.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^\.reg \.f32 (\w+)<(\d+)>$")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^mov\.f32 (%?\w+), (\w+)$")]
    private static partial Regex Move();

    [GeneratedRegex(@"^mma\.sync\.aligned\.m16n8k8\.row\.col\.f32\.tf32\.tf32\.f32 \{([^}]*)\}, \{([^}]*)\}, \{([^}]*)\}, \{([^}]*)\}$")]
    private static partial Regex Multiplication();
}

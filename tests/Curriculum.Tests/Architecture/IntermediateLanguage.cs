using System.Reflection;
using System.Reflection.Emit;

namespace Curriculum.Tests.Architecture;

/// <summary>Reads the compiled code of a method (ECMA-335, part III) as far as the members that it names.</summary>
internal static class IntermediateLanguage
{
    // Opcodes of two bytes begin with 0xFE.
    private const byte Prefix = 0xFE;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    /// <summary>The types, methods and fields that the code of <paramref name="method"/> names.</summary>
    public static IEnumerable<MemberInfo> MembersNamedIn(MethodBase method, byte[] code)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } declaring ? declaring.GetGenericArguments() : null;
        var methodArguments = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            int opcode = code[at++];
            if (opcode == Prefix) opcode = (Prefix << 8) | code[at++];
            var operand = Operands[opcode];
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!;
            at += Size(operand, code, at);
        }
    }

    private static int Size(OperandType operand, byte[] code, int at) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
        _ => 4,
    };
}

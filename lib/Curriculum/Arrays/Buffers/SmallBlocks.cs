namespace Curriculum.Arrays.Buffers;

/// <summary>The memory of the last few small arrays that a thread gave back: its next array of one of these sizes is written where the cache still has it.</summary>
/// <remarks>New memory of the collector's goes round and round through all of its youngest generation, so every line of it would come from further away.</remarks>
internal static class SmallBlocks
{
    private const int Kept = 8;

    // Below that the collector is as quick.
    private const int FewestWords = 256;

    [ThreadStatic]
    private static ulong[]?[]? _blocks;

    [ThreadStatic]
    private static int _next;

    /// <summary>Memory of so many words with undefined contents.</summary>
    public static ulong[] Take(int words)
    {
        if (words >= FewestWords && _blocks is { } blocks)
        {
            for (int i = 0; i < blocks.Length; i++)
            {
                if (blocks[i] is not { } block || block.Length != words)
                    continue;
                blocks[i] = null;
                return block;
            }
        }

        return GC.AllocateUninitializedArray<ulong>(words);
    }

    /// <summary>Takes memory back. Only its last owner calls this.</summary>
    public static void Give(ulong[] block)
    {
        if (block.Length < FewestWords)
            return;
        var blocks = _blocks ??= new ulong[Kept][];
        blocks[_next] = block;
        _next = (_next + 1) % Kept;
    }
}

using Curriculum.Arrays;

namespace Curriculum.Lessons.Experiments;

// How many holes the figure in an image has: 0, 1, or 2 for two and more. A label that costs nothing: it is counted, by flooding the background.
internal static class Holes
{
    public const int Classes = 3;

    private const int Side = 28;

    // One pixel of background all around, so that what lies outside the figure is one region.
    private const int Framed = Side + 2;

    // A gap of a pixel or two between strokes is no hole.
    private const int SmallestHole = 3;

    public static NdArray Count(NdArray images)
    {
        float[] pixels = images.As(DType.Float32).ToArray<float>();
        return NdArray.Of([.. Enumerable.Range(0, images.Shape[0]).Select(i => (long)Math.Min(Count(pixels.AsSpan(i * Side * Side, Side * Side)), Classes - 1))]);
    }

    private static int Count(ReadOnlySpan<float> image)
    {
        // Ink counts as visited: it is never flooded.
        bool[] visited = new bool[Framed * Framed];
        for (int p = 0; p < image.Length; p++)
            visited[(((p / Side) + 1) * Framed) + (p % Side) + 1] = image[p] > 0.3;
        Flood(visited, 0);
        int holes = 0;
        for (int p = 0; p < visited.Length; p++)
        {
            if (!visited[p] && Flood(visited, p) >= SmallestHole)
                holes++;
        }

        return holes;
    }

    // The size of the region of background around a pixel; all of it is visited now.
    private static int Flood(bool[] visited, int from)
    {
        var pending = new Stack<int>([from]);
        visited[from] = true;
        int size = 0;
        while (pending.TryPop(out int p))
        {
            size++;
            (int row, int column) = (p / Framed, p % Framed);
            Visit(row - 1, column);
            Visit(row + 1, column);
            Visit(row, column - 1);
            Visit(row, column + 1);
        }

        return size;

        void Visit(int row, int column)
        {
            if (row is < 0 or >= Framed || column is < 0 or >= Framed || visited[(row * Framed) + column])
                return;
            visited[(row * Framed) + column] = true;
            pending.Push((row * Framed) + column);
        }
    }
}

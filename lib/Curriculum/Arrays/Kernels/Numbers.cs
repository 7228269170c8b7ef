namespace Curriculum.Arrays.Kernels;

// The numbers of rows and vectors that a tile of a matrix product can have.

internal readonly struct Number1 : INumberOf
{
    public static int Count => 1;
}

internal readonly struct Number2 : INumberOf
{
    public static int Count => 2;
}

internal readonly struct Number3 : INumberOf
{
    public static int Count => 3;
}

internal readonly struct Number4 : INumberOf
{
    public static int Count => 4;
}

internal readonly struct Number5 : INumberOf
{
    public static int Count => 5;
}

internal readonly struct Number6 : INumberOf
{
    public static int Count => 6;
}

internal readonly struct Number7 : INumberOf
{
    public static int Count => 7;
}

internal readonly struct Number8 : INumberOf
{
    public static int Count => 8;
}

internal readonly struct Number9 : INumberOf
{
    public static int Count => 9;
}

internal readonly struct Number10 : INumberOf
{
    public static int Count => 10;
}

internal readonly struct Number11 : INumberOf
{
    public static int Count => 11;
}

internal readonly struct Number12 : INumberOf
{
    public static int Count => 12;
}

using Curriculum.Arrays;

namespace Curriculum.Data;

/// <summary>The image sets of the lessons by name, all alike: digits of 28×28 pixels, Float32 [n, 784] in 0 … 1, labels Int64 [n].</summary>
public static class ImageData
{
    /// <summary>The environment variable that names the data set where a lesson names none; <c>--dataset</c> sets it.</summary>
    public const string Variable = "CURRICULUM_DATASET";

    private const int Side = 28;

    /// <summary>The names that <see cref="Load"/> knows, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["digits", "mnist", "mnist10k"];

    /// <summary>Loads a data set: <c>digits</c> (generated, 10,000 + 2,000), <c>mnist</c> (60,000 + 10,000) or <c>mnist10k</c> (MNIST's test files in file order, 8,000 + 2,000).</summary>
    /// <param name="name">Its name; by default <c>$CURRICULUM_DATASET</c>, else <c>digits</c>.</param>
    /// <param name="folder">Where public data lies; by default <see cref="DataFolder.Default"/>.</param>
    /// <exception cref="ArgumentException">There is no such data set.</exception>
    /// <exception cref="DataFileException">A file of the data set is missing or damaged; the message names the cure.</exception>
    public static DataSplit Load(string? name = null, DataFolder? folder = null)
    {
        string? chosen = Environment.GetEnvironmentVariable(Variable);
        var (wanted, source) = name is not null ? (name, "name") : string.IsNullOrWhiteSpace(chosen) ? (Names[0], "name") : (chosen, $"${Variable}");
        if (!Names.Contains(wanted))
            throw new ArgumentException($"ImageData: {source} must be one of {string.Join(", ", Names)}, got '{wanted}'.", nameof(name));
        if (wanted == "digits")
            return Digits.Generate();

        var entry = DataManifest.Default[wanted];
        string[] paths = [.. entry.Files.Select(file => (folder ?? DataFolder.Default).Require(entry, file))];
        if (wanted == "mnist")
            return new(wanted, ToDataset(Read(paths[0], paths[1])), ToDataset(Read(paths[2], paths[3])));
        var all = ToDataset(Read(paths[0], paths[1]));
        return new(wanted, all[..8_000], all[8_000..]);
    }

    /// <summary>Bytes as an array of numbers: pixel / 255, rounded once, as NumPy's float32 division does.</summary>
    internal static Dataset ToDataset(LabelledImages images)
    {
        var inputs = NdArray.Uninitialized([images.Labels.Length, Side * Side], DType.Float32);
        Span<float> shades = stackalloc float[256];
        for (int value = 0; value < shades.Length; value++)
            shades[value] = value / 255f;
        using (var y = inputs.Write<float>())
        {
            for (int i = 0; i < images.Pixels.Length; i++)
                y.Span[i] = shades[images.Pixels[i]];
        }
        return new(inputs.To(Device.Default), NdArray.Of(Array.ConvertAll(images.Labels, label => (long)label)));
    }

    /// <exception cref="InvalidDataException">The two files do not hold as many images of 28×28 as labels 0 … 9.</exception>
    internal static LabelledImages Read(string imagePath, string labelPath)
    {
        var images = IdxFile.Read(imagePath);
        var labels = IdxFile.Read(labelPath);
        if (images.Shape != Shape.Create([labels.Values.Length, Side, Side]) || labels.Shape.Rank != 1 || labels.Values.Any(label => label > 9))
            throw new InvalidDataException($"ImageData: {imagePath} and {labelPath} must hold n images [n, {Side}, {Side}] and n labels 0 … 9, got shapes {images.Shape} and {labels.Shape}.");
        return new(images.Values, labels.Values);
    }
}

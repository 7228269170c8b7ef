using Curriculum.Arrays.Files;

namespace Curriculum.Arrays;

/// <content>NumPy's files.</content>
public sealed partial class NdArray
{
    /// <summary>Reads a .npy file, as np.save writes it. Small whole numbers become Int32, half floats Float32.</summary>
    /// <exception cref="InvalidDataException">The file is not of that format, incomplete, or of elements that no array here has.</exception>
    public static NdArray Load(string path)
    {
        using var stream = File.OpenRead(path);
        return NpyFormat.Read(stream, path);
    }

    /// <summary>Writes a .npy file, as np.load reads it; an existing file is replaced.</summary>
    public void Save(string path)
    {
        using var stream = File.Create(path);
        NpyFormat.Write(stream, this);
    }
}

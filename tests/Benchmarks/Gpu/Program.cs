using System.Globalization;
using Curriculum.Arrays;
using Curriculum.Benchmarks.Gpu;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return GpuProgram.Run(args, () => Device.Gpu(), GpuPeer.Start, Console.Out, Console.Error);

using Curriculum.Tests.Architecture.Planted.Ground;
using Curriculum.Tests.Architecture.Planted.Upper;

namespace Curriculum.Tests.Architecture.Planted.Sister;

internal sealed class UsesItsSister
{
    public string Text { get; } = new Thing().ToString() + Plain.Zero;
}

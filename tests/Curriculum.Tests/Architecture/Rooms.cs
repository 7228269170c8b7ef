using System.Reflection;

namespace Curriculum.Tests.Architecture;

/// <summary>Rooms of an assembly (the namespaces directly below <paramref name="house"/>), on floors: a room may use the rooms of the floors below it.</summary>
/// <param name="house">The namespace that holds them.</param>
/// <param name="floors">From the ground up; rooms of one floor are sisters and do not use each other.</param>
internal sealed class Rooms(string house, params string[][] floors)
{
    /// <summary>Every room, from the ground up.</summary>
    public IEnumerable<string> Names => floors.SelectMany(floor => floor);

    /// <summary>What is built against the order, one line each: who uses what.</summary>
    public IReadOnlyList<string> Violations(Assembly assembly)
    {
        var violations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in assembly.GetTypes().Where(type => IsInHouse(type)))
        {
            var room = RoomOf(type);
            if (Floor(room) < 0)
            {
                violations.Add($"{type.FullName} is in no room of the plan");
                continue;
            }
            foreach (var used in TypeReferences.Of(type).Where(used => used.Assembly == assembly && IsInHouse(used)))
            {
                var other = RoomOf(used);
                if (other != room && Floor(other) >= Floor(room)) violations.Add($"{Outermost(type).FullName} ({room}) uses {Outermost(used).FullName} ({other})");
            }
        }
        return [.. violations];
    }

    private bool IsInHouse(Type type) => type.Namespace is { } name && (name == house || name.StartsWith(house + ".", StringComparison.Ordinal));

    private string RoomOf(Type type) => type.Namespace!.Length == house.Length ? "" : type.Namespace[(house.Length + 1)..].Split('.')[0];

    private int Floor(string room) => Array.FindIndex(floors, floor => floor.Contains(room));

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}

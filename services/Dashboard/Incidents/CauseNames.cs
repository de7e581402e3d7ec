using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>The causes that there are.</summary>
internal static class CauseNames
{
    public static IReadOnlyList<string> All { get; } = [.. typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!)]; // All are constants.
}

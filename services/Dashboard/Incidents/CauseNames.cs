using FleetWatch.Contracts;
using FleetWatch.Dashboard.Accounts;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>The causes that there are.</summary>
internal static class CauseNames
{
    public static IReadOnlyList<string> All { get; } = [.. typeof(Causes).GetFields().Select(field => (string)field.GetRawConstantValue()!)]; // All are constants.

    /// <summary>The regions that the person is limited to; empty: none.</summary>
    public static IReadOnlyList<string> OnlyRegions(this Person person) => person.Sight.Regions;
}

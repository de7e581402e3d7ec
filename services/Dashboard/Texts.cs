using System.Resources;

namespace FleetWatch.Dashboard;

/// <summary>The Dashboard's own sentences; <see cref="Explaining.Words"/> looks here first.</summary>
internal static class Texts
{
    public static ResourceManager Own { get; } = new("FleetWatch.Dashboard.Texts", typeof(Texts).Assembly);
}

using FleetWatch.Dashboard.Accounts;
using MudBlazor;

namespace FleetWatch.Dashboard.Shell;

/// <summary>A page that the navigation leads to.</summary>
/// <param name="Text">The name of its text.</param>
/// <param name="Address">Its address.</param>
/// <param name="Icon">SVG.</param>
/// <param name="Role">Who sees it: at least this role.</param>
internal sealed record NavEntry(string Text, string Address, string Icon, string Role = Roles.Viewer)
{
    /// <summary>In their order. A new page is a line here.</summary>
    public static IReadOnlyList<NavEntry> All { get; } =
    [
        new("nav.board", "/", Icons.Material.Filled.Dashboard),
        new("nav.terminals", "/terminals", Icons.Material.Filled.PointOfSale),
        new("nav.explain", "/explain", Icons.Material.Filled.ContactSupport),
        new("nav.incidents", "/incidents", Icons.Material.Filled.ReportProblem),
        new("nav.reports", "/reports", Icons.Material.Filled.Summarize),
        new("nav.on-call", "/on-call", Icons.Material.Filled.SupportAgent),
        new("nav.windows", "/windows", Icons.Material.Filled.NotificationsPaused),
        new("nav.routes", "/routes", Icons.Material.Filled.AltRoute, Roles.Operator),
        new("nav.replay", "/replay", Icons.Material.Filled.Replay, Roles.Operator),
        new("nav.configuration", "/configuration", Icons.Material.Filled.Tune, Roles.Operator),
        new("nav.keys", "/keys", Icons.Material.Filled.Key, Roles.Administrator),
        new("nav.audit", "/audit", Icons.Material.Filled.History, Roles.Operator),
    ];
}

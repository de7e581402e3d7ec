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
    ];
}

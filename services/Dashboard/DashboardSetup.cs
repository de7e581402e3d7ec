using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Shell;
using FleetWatch.Dashboard.Store;
using FleetWatch.ServiceDefaults;

namespace FleetWatch.Dashboard;

/// <summary>What the Dashboard is made of, one line a capability.</summary>
internal static class DashboardSetup
{
    public static WebApplication Build(string[] settings)
    {
        var builder = ServiceHost.CreateBuilder(settings);
        builder.AddServiceDefaults("dashboard");
        builder.AddDashboardStore();
        builder.AddAccounts();
        builder.AddShell();
        builder.AddFeeds();
        builder.AddIncidents();

        var app = builder.Build();
        app.UseShell();
        app.MapServiceDefaults();
        app.MapAccounts();
        app.MapShell();
        return app;
    }
}

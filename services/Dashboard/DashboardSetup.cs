using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Explain;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Reports;
using FleetWatch.Dashboard.Shell;
using FleetWatch.Dashboard.Store;
using FleetWatch.Dashboard.Terminals;
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
        builder.AddTerminals();
        builder.AddExplain();
        builder.AddIncidents();
        builder.AddReports();
        builder.AddReportMail();

        var app = builder.Build();
        app.UseShell();
        app.MapServiceDefaults();
        app.MapAccounts();
        app.MapExplain();
        app.MapReports();
        app.MapShell();
        return app;
    }
}

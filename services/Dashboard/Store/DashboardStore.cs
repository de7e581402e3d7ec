using FleetWatch.Dashboard.Accounts;
using FleetWatch.Dashboard.Audit;
using FleetWatch.Dashboard.Feed;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Reports;
using FleetWatch.ServiceDefaults;

namespace FleetWatch.Dashboard.Store;

/// <summary>What the Dashboard keeps: people, the audit log, organisations, and read models in tables of their own.</summary>
internal static class DashboardStore
{
    public const string Schema = "dashboard";

    public static IHostApplicationBuilder AddDashboardStore(this IHostApplicationBuilder builder)
    {
        builder.AddFleetStore(Schema, options =>
        {
            options.Schema.For<Account>().SingleTenanted();
            options.Schema.For<KnownOrganisation>().SingleTenanted();
            options.Schema.For<AuditEntry>().Duplicate(entry => entry.At);
            DashboardTables.Register(options);
            IncidentTables.Register(options, Schema);
            ReportMailTable.Register(options);
        });
        builder.Services.AddSingleton<AuditLog>();
        return builder;
    }
}

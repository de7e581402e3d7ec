using FleetWatch.Dashboard.Desk;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>Incidents as they are heard of, found and worked on.</summary>
internal static class IncidentsSetup
{
    public static IHostApplicationBuilder AddIncidents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IncidentNews>().AddSingleton<IncidentBook>().AddSingleton<IncidentSearch>();
        builder.Services.AddHostedService<IncidentWire>();
        builder.Services.AddSingleton<Asking>();
        return builder;
    }
}

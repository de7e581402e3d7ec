using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace FleetWatch.ServiceDefaults;

/// <summary>What every service has: logs, telemetry, health, the clock.</summary>
public static class ServiceDefaults
{
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder, string service)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks();
        return builder.AddLogs().AddTelemetry(service);
    }

    public static WebApplication MapServiceDefaults(this WebApplication app) => app.MapHealth();
}

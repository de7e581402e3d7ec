using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FleetWatch.ServiceDefaults;

/// <summary>
/// One JSON object a line, on standard error, with the trace and span that the line belongs to. What libraries say of every
/// single command is left out; levels can be set as usual under <c>Logging</c>.
/// </summary>
internal static class Logs
{
    private static readonly string[] Chatty = ["Npgsql", "Marten", "JasperFx", "Microsoft.AspNetCore", "Microsoft.Hosting", "System.Net.Http", "Polly"];

    public static IHostApplicationBuilder AddLogs(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Logging.AddJsonConsole(options =>
        {
            options.IncludeScopes = true;
            options.UseUtcTimestamp = true;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        foreach (var category in Chatty)
            builder.Logging.AddFilter(category, LogLevel.Warning);
        // Every start of the bus and of an endpoint is worth a line, every message is not.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Logging.AddFilter("MassTransit", LogLevel.Information);
        builder.Logging.AddFilter("MassTransit.Messages", LogLevel.Warning);
        return builder;
    }
}

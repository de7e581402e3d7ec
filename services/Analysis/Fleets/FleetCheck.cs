using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FleetWatch.Analysis.Fleets;

/// <summary>Says of every organisation whether this instance is active or stands by, how old its last step is, and what holds it up.</summary>
internal sealed class FleetCheck(FleetWriters writers, TimeProvider clock) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var data = new SortedDictionary<string, object>();
        var held = 0;
        foreach (var writer in writers.All)
        {
            data[writer.Organisation] = Describe(writer.Activation);
            held += writer.Activation.Trouble is null ? 0 : 1;
        }
        return Task.FromResult(held == 0
            ? HealthCheckResult.Healthy($"{data.Count} organisations", data)
            : HealthCheckResult.Unhealthy($"{held} of {data.Count} organisations are held up", data: data));
    }

    private string Describe(Activation activation)
    {
        var state = activation.IsActive ? "active" : "standby";
        var age = activation.LastStepAt is { } at ? $", last step {(clock.GetUtcNow() - at).TotalSeconds:0.0} s ago" : "";
        return activation.Trouble is { } trouble ? $"{state}{age}, held up: {trouble}" : state + age;
    }
}

using System.Diagnostics;
using FleetWatch.EndToEnd.Harness;
using FleetWatch.Support;
using Xunit;
using Xunit.Abstractions;

namespace FleetWatch.EndToEnd;

/// <summary>SIGKILL to every process in the middle of a load: nothing acknowledged is lost, and nothing is counted twice.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Some = 250;

    [SkippableFact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_counts_twice_whatever_is_killed()
    {
        var servers = await PrivateServers.Start();
        await using var installation = await Installation.Start(servers.Settings, servers.Home);
        var postgres = servers.Settings["FLEETWATCH_POSTGRES"]!; // print_env always gives it.
        var keys = await installation.Organisation("fleet");
        await using var load = new Load(installation.Client("ingest", keys.Ingest), "load");

        // Both instances of Analysis in turn, so that once it is the active one and once the standby.
        foreach (var victim in new[] { "ingest", "analysis", "standby", "analysis", "alerting", "rabbitmq", "postgres" })
        {
            await load.GoesOn(Some, $"before {victim} is killed");
            var watch = Stopwatch.StartNew();
            if (victim is "rabbitmq" or "postgres")
            {
                await servers.Kill(victim);
                await servers.Up();
            }
            else
                await installation.Kill(victim);
            var before = load.Acknowledged.ToList();
            await load.GoesOn(Some, $"after {victim} was killed");
            var after = load.Acknowledged.Except(before).ToList();
            await Eventually.Matches(() => StoredEvents.Ids(postgres, "fleet"), ids => after.Exists(ids.ContainsKey),
                $"events that were acknowledged after {victim} was killed are stored", TimeSpan.FromMinutes(3));
            output.WriteLine($"{victim}: {watch.Elapsed.TotalSeconds:0.0} s from SIGKILL until events posted after it are committed");
        }

        await load.Finish();
        await StoredEvents.AreExactly(postgres, "fleet", load.Acknowledged);
        output.WriteLine($"{load.Acknowledged.Count} events acknowledged, all of them stored once");
        foreach (var service in new[] { "ingest", "analysis", "standby", "alerting" })
            await Eventually.True(() => installation.IsReady(service), $"{service} is ready again");
    }
}

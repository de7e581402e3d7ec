using FleetWatch.Contracts;
using FleetWatch.Support;
using Npgsql;
using Xunit;
using Xunit.Abstractions;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

/// <summary>Ten thousand findings at a thousand sites, through schedules and an escalation policy.</summary>
public sealed class OnCallStormTests(Servers servers, ITestOutputHelper output) : IClassFixture<Servers>
{
    private const int Findings = 10_000;
    private const int Sites = 1_000;

    private const string Yaml = """
        people:
          li: { contacts: [{ channel: e-mail, address: li@example.org }] }
          wang: { contacts: [{ channel: e-mail, address: wang@example.org }] }
        schedules:
          field: { timeZone: Europe/Berlin, layers: [{ people: [li], start: 2026-01-05T02:30, turn: daily }] }
        policies:
          field: { steps: [{ notify: [schedule:field], wait: 2m }, { notify: [person:wang] }] }
        routes:
          - { name: all, policy: field }
        """;

    [Fact]
    public async Task No_person_gets_more_than_the_throttle_allows_and_nothing_is_lost()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail, new() { ["Alerting:Incidents:PagesPerWindow"] = "5" });
        using var desk = await DeskClient.Open(alerting, "acme", "li");
        (await desk.Put("/v1/configuration", Yaml, null)).EnsureSuccessStatusCode();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        foreach (var some in Enumerable.Range(0, Findings).Chunk(500))
            await Task.WhenAll(some.Select(n => alerting.Publish(Opened(Finding($"f-{n}", kind: ScopeKind.Terminal, key: $"S{n % Sites:0000}-T{n / Sites}", terminals: 1)))));
        await Eventually.Matches(() => Count("incident_opened"), count => count == Findings, "all are opened", TimeSpan.FromMinutes(4));
        var decided = watch.Elapsed;
        await Eventually.Matches(() => Count("incident_escalated"), count => count == Findings, "all are escalated", TimeSpan.FromMinutes(6));
        await Eventually.Matches(() => Count("page_sent"), count => count == Findings * 2, "all are sent", TimeSpan.FromMinutes(8));

        var each = mail.Mails.GroupBy(sent => sent.To.ToString()).ToDictionary(to => to.Key, to => to.Count());
        output.WriteLine($"decided after {decided.TotalSeconds:0.0} s, all sent after {watch.Elapsed.TotalSeconds:0.0} s, mails: {string.Join(", ", each)}, "
            + $"{GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB in use");
        Assert.Equal(2, each.Count);
        // Five of their own and a digest every two minutes, within each ten minutes.
        Assert.All(each.Values, mails => Assert.InRange(mails, 6, 10 * (1 + (int)(watch.Elapsed.TotalMinutes / 10))));
        Assert.Equal(Findings * 2, await Count("page_decided"));
    }

    private async Task<long> Count(string type)
    {
        await using var source = NpgsqlDataSource.Create(servers.Postgres);
        await using var command = source.CreateCommand("select count(*) from alerting.mt_events where type = $1");
        command.Parameters.AddWithValue(type);
        return (long)(await command.ExecuteScalarAsync())!; // A count is never null.
    }
}

using FleetWatch.Support;
using Npgsql;
using Xunit;
using Xunit.Abstractions;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

public sealed class StormTests(Servers servers, ITestOutputHelper output) : IClassFixture<Servers>
{
    private const int Findings = 10_000;

    [Fact]
    public async Task Ten_thousand_findings_are_a_handful_of_mails_and_nothing_is_lost()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail, new() { ["Alerting:Incidents:PagesPerWindow"] = "5" });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        foreach (var some in Enumerable.Range(0, Findings).Chunk(500))
            await Task.WhenAll(some.Select(n => alerting.Publish(Opened(Finding($"f-{n}", key: $"S{n:00000}", terminals: 1)))));
        await Eventually.Matches(() => Count("page_decided"), count => count == Findings, "all are decided", TimeSpan.FromMinutes(4));
        var decided = watch.Elapsed;
        await Eventually.Matches(() => Count("page_sent"), count => count == Findings, "all are sent", TimeSpan.FromMinutes(4));

        output.WriteLine($"decided after {decided.TotalSeconds:0.0} s, sent after {watch.Elapsed.TotalSeconds:0.0} s, {mail.Mails.Count} mails, "
            + $"{GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB in use");
        // Five of their own and a digest every two minutes, within each ten minutes.
        Assert.InRange(mail.Mails.Count, 6, 10);
        Assert.Equal(Findings, await Count("incident_opened"));
        Assert.Equal(Findings, mail.Mails.Sum(Told));
    }

    private static int Told(MimeKit.MimeMessage message) => message.Subject!.Contains("too many to page one by one", StringComparison.Ordinal)
        ? int.Parse(message.Subject.Split(' ', ',')[2], System.Globalization.CultureInfo.InvariantCulture)
        : 1;

    private async Task<long> Count(string type)
    {
        await using var source = NpgsqlDataSource.Create(servers.Postgres);
        await using var command = source.CreateCommand("select count(*) from alerting.mt_events where type = $1");
        command.Parameters.AddWithValue(type);
        return (long)(await command.ExecuteScalarAsync())!; // A count is never null.
    }
}

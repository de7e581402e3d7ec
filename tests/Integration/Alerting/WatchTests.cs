using FleetWatch.Alerting.Watch;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults;
using FleetWatch.Support;
using Npgsql;
using RabbitMQ.Client;
using Xunit;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Integration.Alerting;

/// <summary>FleetWatch itself is not well: each way of that is told, by one instance, once.</summary>
public sealed class WatchTests(Servers servers) : IClassFixture<Servers>
{
    private const string Watcher = "watcher@example.org";

    [Fact]
    public async Task The_turn_is_of_one_and_goes_to_the_next_when_its_connection_dies()
    {
        await using var database = NpgsqlDataSource.Create(servers.Postgres);
        await using var first = new WatchTurn(database);
        await using var second = new WatchTurn(database);
        Assert.True(await first.IsMine(default));
        Assert.True(await first.IsMine(default));
        Assert.False(await second.IsMine(default));
        await using var kill = database.CreateCommand("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and pid <> pg_backend_pid()"
            + " and database = (select oid from pg_database where datname = current_database())");
        await kill.ExecuteNonQueryAsync();
        await Eventually.True(() => second.IsMine(default), "the second has the turn");
        Assert.True(await first.IsMine(default)); // Its own connection broke: as far as it can see, PostgreSQL is away.
        Assert.False(await first.IsMine(default));
        Assert.True(await second.IsMine(default));
    }

    [Fact]
    public async Task Of_two_instances_one_tells_and_when_one_dies_the_other_tells_what_comes_then()
    {
        using var mail = new SmtpPeer();
        var first = await AlertingHost.Start(servers, mail, Settings(("Watch:Queues:0", "watch.two")));
        await using var second = await AlertingHost.Start(servers, mail, Settings(("Watch:Queues:0", "watch.two")));
        await Eventually.True(() => Told(mail, "Queue watch.two is missing") == 1, "it is told that a queue is missing");
        await Fill("watch.two", 0);
        await Eventually.True(() => Told(mail, "over: Queue watch.two is missing") == 1, "it is told that this is over");
        await first.DisposeAsync();
        await Fill("watch.two", 3);
        await Eventually.True(() => Told(mail, "Queue watch.two grows: 3 messages wait") == 1, "the other tells that it grows");
    }

    [Fact]
    public async Task A_queue_that_Analysis_reads_too_slowly_and_one_with_messages_put_aside_are_told()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail, Settings());
        await Fill(Fleet.Queue("slow"), 3);
        await Fill($"{Fleet.Queue("slow")}_error", 2);
        await alerting.Bus.Publish(new ServiceReport { Service = "ingest", Organisation = "slow", At = TimeProvider.System.GetUtcNow(), LastEventsAt = TimeProvider.System.GetUtcNow() });
        await Eventually.True(() => Told(mail, "Queue analysis.slow grows: 3 messages wait") == 1, "it is told that Analysis is behind");
        await Eventually.True(() => Told(mail, "2 messages of queue analysis.slow were put aside") == 1, "it is told that messages were put aside");
    }

    [Fact]
    public async Task A_feed_that_falls_silent_is_told()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail, Settings());
        var now = TimeProvider.System.GetUtcNow();
        await Fill(Fleet.Queue("silent"), 0);
        await alerting.Bus.Publish(new ServiceReport { Service = "ingest", Organisation = "silent", At = now, LastEventsAt = now.AddMinutes(-40) });
        await Eventually.True(() => Told(mail, "The feed of silent has been silent for 40 min") == 1, "it is told that the feed is silent");
    }

    [Fact]
    public async Task A_feed_of_which_a_part_is_lost_is_told()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail, Settings());
        var now = TimeProvider.System.GetUtcNow();
        await Fill(Fleet.Queue("thin"), 0);
        await alerting.Bus.Publish(new ServiceReport { Service = "ingest", Organisation = "thin", At = now, LastEventsAt = now });
        await alerting.Bus.Publish(new ServiceReport { Service = "analysis", Organisation = "thin", At = now, HeartbeatsMissed = 0.4 });
        await Eventually.True(() => Told(mail, "40 % of the heartbeats of thin are missed everywhere alike") == 1, "it is told that a part of the feed is lost");
    }

    [Fact]
    public async Task Failures_that_were_counted_and_never_told_are_told()
    {
        using var mail = new SmtpPeer();
        await using var alerting = await AlertingHost.Start(servers, mail, Settings());
        var now = TimeProvider.System.GetUtcNow();
        await Fill(Fleet.Queue("deaf"), 0);
        await alerting.Bus.Publish(new ServiceReport { Service = "ingest", Organisation = "deaf", At = now, LastEventsAt = now });
        await alerting.Bus.Publish(new ServiceReport { Service = "analysis", Organisation = "deaf", At = now, HeartbeatsMissed = 0, FailuresMissed = 0.63, AttemptsUntold = 0.4 });
        await Eventually.True(() => Told(mail, "63 % of the failures that terminals of deaf count are told by nobody") == 1, "it is told that failures are lost");
        await Eventually.True(() => Told(mail, "40 % of the terminals of deaf do not say any more what they try") == 1, "it is told that attempts are guessed");
    }

    [Fact]
    public async Task A_channel_that_fails_is_told_by_another()
    {
        using var mail = new SmtpPeer();
        var well = false;
        await using var hook = await HttpPeer.Start(_ => new HttpReply(well ? 204 : 503));
        await using var alerting = await AlertingHost.Start(servers, mail, Settings(
            ("Incidents:Routes:0:Recipients:0:Channel", "webhook"), ("Incidents:Routes:0:Recipients:0:Address", hook.Address), ("Targets:BreakFor", "00:00:01"),
            ("Webhook:Secrets:0:Address", hook.Address), ("Webhook:Secrets:0:Secret", new string('s', 32)),
            ("Targets:PrivateHosts:0", "127.0.0.1"), ("Targets:AllowPlainHttp", "true")));
        await alerting.Publish(Opened(Finding("f-fails", key: "S-fails")));
        await Eventually.True(() => Told(mail, "1 pages by webhook fail") == 1, "it is told that the webhook fails");
        well = true;
        await Eventually.True(() => Told(mail, "over: 1 pages by webhook fail") == 1, "it is told that this is over");
    }

    [Fact]
    public async Task The_outside_is_called_while_all_is_well_and_no_more_when_something_is_not()
    {
        using var mail = new SmtpPeer();
        await using var outside = await HttpPeer.Start();
        await using var alerting = await AlertingHost.Start(servers, mail, Settings(
            ("Watch:HeartbeatUrl", outside.Address), ("Targets:PrivateHosts:0", "127.0.0.1"), ("Targets:AllowPlainHttp", "true"), ("Watch:Queues:0", "watch.beat")));
        await Eventually.True(() => Told(mail, "Queue watch.beat is missing") == 1, "it is told that a queue is missing");
        Assert.Empty(outside.Calls);
        await Fill("watch.beat", 0);
        await Eventually.True(() => outside.Calls.Count > 2, "the outside is called");
        await Fill("watch.beat", 3);
        await Eventually.True(() => Told(mail, "Queue watch.beat grows: 3 messages wait") == 1, "it is told that the queue grows");
        var called = outside.Calls.Count;
        await alerting.Bus.Publish(new ServiceReport { Service = "ingest", Organisation = "unread", At = TimeProvider.System.GetUtcNow() });
        await Eventually.True(() => Told(mail, "Queue analysis.unread is missing") == 1, "a later look was taken");
        Assert.Equal(called, outside.Calls.Count);
    }

    /// <summary>Looks every second, tells at once.</summary>
    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] more)
    {
        (string Name, string Value)[] usual =
        [
            ("Watch:Recipient:Channel", "e-mail"), ("Watch:Recipient:Address", Watcher), ("Watch:Every", "00:00:01"), ("Watch:RaiseAfter", "00:00:00"),
            ("Watch:ClearAfter", "00:00:01"), ("Watch:QueueLimit", "1"), ("Watch:ReportSilence", "00:10:00"),
        ];
        return usual.Concat(more).ToDictionary(one => $"Alerting:{one.Name}", one => (string?)one.Value);
    }

    private static int Told(SmtpPeer mail, string what) =>
        mail.Mails.Count(sent => sent.To.ToString() == Watcher && sent.Subject!.Contains(what.StartsWith("over", StringComparison.Ordinal) ? $", {what}" : $"itself: {what}", StringComparison.Ordinal));

    /// <summary>A queue that nobody reads.</summary>
    private async Task Fill(string queue, int messages)
    {
        await using var connection = await new ConnectionFactory { Uri = servers.RabbitMq }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        for (var n = 0; n < messages; n++)
            await channel.BasicPublishAsync("", queue, "{}"u8.ToArray());
    }
}

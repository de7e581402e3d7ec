using FleetWatch.Contracts;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.Integration.Ingest.Tcp;

public sealed class FeedTests(Servers servers) : IClassFixture<Servers>
{
    private const string Key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    [Fact]
    public async Task What_a_switch_hears_is_in_its_organisations_queue_and_the_card_is_not()
    {
        await using var reader = await FleetReader.Start(servers, "tap");
        await using var ingest = await Start(servers, "tap");
        using var peer = await SwitchPeer.Connect(ingest.Port("main"));

        await peer.Send(SwitchPeer.Request(1), SwitchPeer.Response(1, "00"), SwitchPeer.Request(2), SwitchPeer.Response(2, "91"), SwitchPeer.Echo(3));

        var batches = await reader.Heard<EventBatch>(heard => Events(heard).Count == 3, "three events");
        Assert.All(batches, batch => Assert.Equal(("tap", "switch"), (batch.Organisation, batch.Source)));
        var approved = Assert.IsType<TransactionApproved>(Events(batches)[0]);
        Assert.Equal(("T0000001", "05", "622424"), (approved.TerminalId, approved.EntryMode, approved.Bin));
        Assert.Matches("^[0-9a-f]{16}$", approved.CardRef);
        Assert.Equal("91", Assert.IsType<TransactionFailed>(Events(batches)[1]).ResponseCode);
        Assert.IsType<TerminalHeartbeat>(Events(batches)[2]);
        Assert.DoesNotContain("6224242300000001", System.Text.Json.JsonSerializer.Serialize(batches), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_ons_are_answered_and_by_a_tap_they_are_not()
    {
        await using var ingest = await Start(servers, "signs",
            ("Feeds:Listeners:main:Answers", "true"), ("Feeds:Listeners:tap:Organisation", "signs"));
        using var asked = await SwitchPeer.Connect(ingest.Port("main"));
        using var tap = await SwitchPeer.Connect(ingest.Port("tap"));

        await asked.Send(SwitchPeer.Echo(17));
        await tap.SendRaw((byte[])[.. SwitchPeer.Framed(SwitchPeer.Echo(17)), 0xFF, 0xFF]);

        var answer = await asked.Answer();
        Assert.Equal(("0810", "000017", "00"), (answer?.Mti, answer?.Field(11)?.Value, answer?.Field(39)?.Value));
        Assert.Null(await tap.Answer()); // it hung up at the impossible length, and had said nothing before
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_costs_itself_alone()
    {
        await using var reader = await FleetReader.Start(servers, "wrong");
        await using var ingest = await Start(servers, "wrong");
        using var peer = await SwitchPeer.Connect(ingest.Port("main"));

        await peer.SendRaw("\u0000\u0005junk!"u8.ToArray());
        await peer.Send(SwitchPeer.Echo(1));

        await reader.Heard<EventBatch>(heard => Events(heard).Count == 1, "the good message");
    }

    [Fact]
    public async Task While_nobody_takes_events_reading_pauses_and_afterwards_nothing_is_missing()
    {
        const int sales = 3000;
        await using var ingest = await Start(servers, "slow", ("Feeds:Listeners:main:MaxWaitingEvents", "100"), ("Events:BatchEvents", "50"));
        using var peer = await SwitchPeer.Connect(ingest.Port("main"));
        var bytes = SwitchPeer.Framed([.. Enumerable.Range(0, sales).SelectMany(sale => new[] { SwitchPeer.Request(sale), SwitchPeer.Response(sale, "91") })]);
        var sending = peer.SendRaw(bytes);

        await using var reader = await FleetReader.Start(servers, "slow");
        await reader.Heard<EventBatch>(heard => Events(heard).Count >= sales, "all events");
        await sending;

        var told = Events(reader.Heard<EventBatch>());
        Assert.Equal(sales, told.Select(one => one.Id).Distinct().Count());
        Assert.All(told, one => Assert.Equal("91", Assert.IsType<TransactionFailed>(one).ResponseCode));
    }

    [Fact]
    public async Task A_restart_loses_the_requests_in_flight_and_what_is_sent_again_counts_once()
    {
        await using var reader = await FleetReader.Start(servers, "kill");
        await using (var first = await Start(servers, "kill"))
        {
            using var peer = await SwitchPeer.Connect(first.Port("main"));
            await peer.Send(SwitchPeer.Request(1), SwitchPeer.Response(1, "91"), SwitchPeer.Request(2));
            await reader.Heard<EventBatch>(heard => Events(heard).Count == 1, "the answered sale");
        }
        await using var second = await Start(servers, "kill");
        using var again = await SwitchPeer.Connect(second.Port("main"));
        await again.Send(SwitchPeer.Request(1), SwitchPeer.Response(1, "91"), SwitchPeer.Response(2, "51"), SwitchPeer.Echo(3));
        await reader.Heard<EventBatch>(heard => Events(heard).Any(one => one is TerminalHeartbeat), "the echo");

        var failures = Events(reader.Heard<EventBatch>()).OfType<TransactionFailed>().ToList();
        Assert.Equal(["91", "91", "51"], failures.Select(one => one.ResponseCode));
        Assert.Equal(failures[0].Id, failures[1].Id);
        Assert.Null(failures[2].CardRef); // its request was lost, and with it which card it was
    }

    internal static Task<IngestHost> Start(Servers servers, string organisation, params (string Key, string Value)[] more) =>
        IngestHost.Start(servers, [("Feeds:CardTokenKey", Key), ("Feeds:Listeners:main:Organisation", organisation), .. more]);

    internal static List<TerminalEvent> Events(IEnumerable<EventBatch> batches) => [.. batches.SelectMany(batch => batch.Events)];
}

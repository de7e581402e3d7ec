using System.Text.Json;
using System.Text.Json.Nodes;
using FleetWatch.Contracts;
using FleetWatch.Unit.Architecture;
using Xunit;

namespace FleetWatch.Unit.Wire;

/// <summary>
/// One JSON file for every released shape, kept for ever: what was once written can still be read, and is still written so.
/// A new member goes into a new file beside the old one.
/// </summary>
public sealed class WireFormatTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Unit", "Wire", "Released");

    /// <summary>By the first part of the file's name: the type as which it travels.</summary>
    private static readonly Dictionary<string, Type> Families = new()
    {
        ["terminal-event"] = typeof(TerminalEvent),
        ["registry-event"] = typeof(RegistryEvent),
        ["finding-event"] = typeof(FindingEvent),
        ["terminal-fact"] = typeof(TerminalFact),
        ["incident-event"] = typeof(IncidentEvent),
        ["event-batch"] = typeof(EventBatch),
        ["registry-batch"] = typeof(RegistryBatch),
        ["feed-tick"] = typeof(FeedTick),
        ["organisation-registered"] = typeof(OrganisationRegistered),
        ["service-report"] = typeof(ServiceReport),
        ["act-on-incident"] = typeof(ActOnIncident),
        ["incident-acted"] = typeof(IncidentActed),
        ["incident-act"] = typeof(IncidentAct),
        ["read-configuration"] = typeof(ReadConfiguration),
        ["configuration-read"] = typeof(ConfigurationRead),
        ["check-configuration"] = typeof(CheckConfiguration),
        ["put-configuration"] = typeof(PutConfiguration),
        ["add-override"] = typeof(AddOverride),
        ["configuration-judged"] = typeof(ConfigurationJudged),
        ["read-on-call"] = typeof(ReadOnCall),
        ["on-call-read"] = typeof(OnCallRead),
        ["try-routes"] = typeof(TryRoutes),
        ["routes-tried"] = typeof(RoutesTried),
        ["read-windows"] = typeof(ReadWindows),
        ["windows-read"] = typeof(WindowsRead),
        ["create-silence"] = typeof(CreateSilence),
        ["edit-silence"] = typeof(EditSilence),
        ["end-silence"] = typeof(EndSilence),
        ["silence-judged"] = typeof(SilenceJudged),
        ["read-keys"] = typeof(ReadKeys),
        ["keys-read"] = typeof(KeysRead),
        ["create-key"] = typeof(CreateKey),
        ["revoke-key"] = typeof(RevokeKey),
        ["key-changed"] = typeof(KeyChanged),
        ["read-replay"] = typeof(ReadReplay),
        ["replay-read"] = typeof(ReplayRead),
        ["start-replay"] = typeof(StartReplay),
        ["cancel-replay"] = typeof(CancelReplay),
        ["replay-judged"] = typeof(ReplayJudged),
    };

    public static TheoryData<string> Released() => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order()];

    [Theory]
    [MemberData(nameof(Released))]
    public void What_was_released_is_read_and_written_the_same(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        var family = Families[file.Split('.')[0]];

        var read = JsonSerializer.Deserialize(text, family, ContractJson.Default);
        var written = JsonSerializer.SerializeToNode(read, family, ContractJson.Default);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), written), $"{file} is now written as {written}");
    }

    [Fact]
    public void Every_shape_has_its_file()
    {
        var shapes = Families.Values.SelectMany(family => family.IsAbstract
            ? family.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
                .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>()
                .Select(derived => $"{Families.Single(pair => pair.Value == family).Key}.{derived.TypeDiscriminator}")
            : [Families.Single(pair => pair.Value == family).Key]);
        var files = Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)!).ToList();

        Assert.All(shapes, shape => Assert.Contains(files, file => file.StartsWith(shape + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_unknown_member_of_a_later_release_is_passed_over()
    {
        var text = """{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-05T10:00:00+08:00","batteryPercent":80}""";

        var read = JsonSerializer.Deserialize(text, ContractJson.Default.TerminalEvent);

        Assert.Equal("T1", Assert.IsType<TerminalHeartbeat>(read).TerminalId);
    }

    [Fact]
    public void The_type_may_stand_anywhere_in_the_object()
    {
        var text = """{"id":"1","terminalId":"T1","occurredAt":"2026-11-05T10:00:00+08:00","responseCode":"91","type":"transaction.failed"}""";

        var read = JsonSerializer.Deserialize(text, ContractJson.Default.TerminalEvent);

        Assert.Equal("91", Assert.IsType<TransactionFailed>(read).ResponseCode);
    }
}

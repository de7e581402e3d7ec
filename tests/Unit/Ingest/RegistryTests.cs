using System.Globalization;
using System.Text;
using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Ingest;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Registry;
using JasperFx.Events;
using Xunit;

namespace FleetWatch.Unit.Ingest;

public sealed class RegistryTests
{
    private static readonly DateTimeOffset Now = EventReaderTests.Now;
    private static readonly TerminalRecord Terminal = new() { TerminalId = "T1", SiteId = "S1", Model = "S90", SoftwareVersion = "1", MerchantId = "M1" };

    [Fact]
    public void Registers_what_is_new() =>
        Assert.Equal(new TerminalRegistered { TerminalId = "T1", At = Now, Terminal = Terminal }, RegistryDecision.Put(null, Terminal, Now));

    [Fact]
    public void Says_nothing_twice() => Assert.Null(RegistryDecision.Put(Current(), Terminal with { }, Now));

    [Theory]
    [InlineData("S90", "S1", "2", "a", RegistryChange.SoftwareUpdated)]
    [InlineData("S90", "S2", "2", "a", RegistryChange.Moved)]
    [InlineData("X99", "S2", "2", "a", RegistryChange.Swapped)]
    [InlineData("S90", "S1", "1", "b", RegistryChange.Corrected)]
    public void Names_the_widest_change(string model, string site, string version, string name, RegistryChange expected)
    {
        var wanted = Terminal with { Model = model, SiteId = site, SoftwareVersion = version, SiteName = name };

        Assert.Equal(new TerminalChanged { TerminalId = "T1", At = Now, Terminal = wanted, Change = expected }, RegistryDecision.Put(Current(), wanted, Now));
    }

    [Fact]
    public void Takes_a_retired_id_into_use_again() =>
        Assert.IsType<TerminalRegistered>(RegistryDecision.Put(Current() with { Retired = true }, Terminal, Now));

    [Fact]
    public void Retires_once()
    {
        Assert.IsType<TerminalRetired>(RegistryDecision.Retire(Current(), Now));
        Assert.Null(RegistryDecision.Retire(Current() with { Retired = true }, Now));
        Assert.Null(RegistryDecision.Retire(null, Now));
    }

    [Fact]
    public void Whatever_is_put_is_then_so_and_counted() => Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[0, 20].Sample(steps =>
    {
        RegisteredTerminal? current = null;
        var events = 0;
        foreach (var (kind, value) in steps)
        {
            var wanted = Terminal with { SiteId = $"S{value}" };
            var change = kind == 0 ? RegistryDecision.Retire(current, Now) : RegistryDecision.Put(current, wanted, Now);
            events += change is null ? 0 : 1;
            current = change is null ? current : RegisteredTerminal.After(current, change);
            if (current?.Version != (events == 0 ? null : events) || kind == 0 && current is { Retired: false } || kind > 0 && current?.Terminal != wanted)
                return false;
        }
        return true;
    });

    [Theory]
    [InlineData("latitude", "90.1", Reasons.OutOfRange)]
    [InlineData("longitude", "-181", Reasons.OutOfRange)]
    [InlineData("latitude", "north", "not-a-number")]
    [InlineData("latitude", "NaN", "not-a-number")]
    [InlineData("mcc", "58", Reasons.WrongShape)]
    [InlineData("timeZone", "China Standard Time", "not-a-time-zone")]
    [InlineData("siteName", "a\u0001b", Reasons.ControlCharacter)]
    [InlineData("siteName", "4111 1111 1111 1111", Reasons.CardNumber)]
    [InlineData("merchantId", "4111111111111111", Reasons.CardNumber)]
    [InlineData("model", "12345678901234567890123456789012345678901234567890123456789012345x", Reasons.WrongLength)]
    [InlineData("terminalId", " ", Reasons.Missing)]
    public void Refuses_a_row(string column, string text, string reason)
    {
        var refusals = new List<Refusal>();
        var row = new Dictionary<string, string> { ["terminalId"] = "T1", [column] = text };

        Assert.Null(TerminalForm.Read(row, refusals));
        Assert.Equal([new Refusal(column, reason)], refusals);
    }

    [Fact]
    public void Reads_what_it_writes()
    {
        var terminal = Terminal with { Latitude = -31.2304, Longitude = 121.4737, TimeZone = "Asia/Shanghai", Mcc = "5812", MerchantId = "898110057340001" };
        var row = TerminalForm.Columns.Zip(TerminalForm.Write(terminal)).ToDictionary(cell => cell.First.Name, cell => Csv.Restore(Csv.Defuse(cell.Second) ?? ""));

        Assert.Equal(terminal, TerminalForm.Read(row, []));
    }

    [Theory]
    [InlineData("=cmd()", "'=cmd()")]
    [InlineData("+1", "+1")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("-a", "'-a")]
    [InlineData("@x", "'@x")]
    [InlineData("plain", "plain")]
    [InlineData("'quoted'", "'quoted'")]
    public void Defuses_formulas(string text, string safe)
    {
        Assert.Equal(safe, Csv.Defuse(text));
        Assert.Equal(text, Csv.Restore(safe));
    }

    [Theory]
    [InlineData("""{"siteId":"S1","pan":"4111111111111111"}""", "pan:card-number")]
    [InlineData("""{"terminalId":"T2"}""", "terminalId:id-differs")]
    [InlineData("""{"siteId":5}""", "siteId:not-text")]
    [InlineData("""{"siteId":"a","siteId":"b"}""", "siteId:member-twice")]
    [InlineData("""{"latitude":1e3}""", "latitude:out-of-range")]
    [InlineData("[]", "")]
    [InlineData("{", "")]
    public void Refuses_json(string json, string expected)
    {
        var refusals = new List<Refusal>();

        Assert.Null(TerminalJson.Read(Encoding.UTF8.GetBytes(json), "T1", refusals));
        Assert.Equal(expected, string.Join(' ', refusals.Select(refusal => $"{refusal.Field}:{refusal.Reason}")));
    }

    [Fact]
    public void Sends_changes_that_follow_one_another_as_one_batch_of_their_organisation()
    {
        var organisation = new OrganisationRegistered { Organisation = "a", Name = "A", TimeZone = "Etc/UTC", At = Now };
        IEvent[] page = [Stored("a", organisation), Stored("a", Put("T1")), Stored("a", Put("T2")), Stored("b", Put("T1")), Stored("a", Put("T3"))];

        var messages = RegistryMessages.Of(page).ToList();

        Assert.Equal(["a: OrganisationRegistered", "a: T1 T2", "b: T1", "a: T3"], messages.Select(message =>
            $"{message.Organisation}: {(message.Body is RegistryBatch batch ? string.Join(' ', batch.Changes.Select(change => change.TerminalId)) : message.Body.GetType().Name)}"));
        Assert.Equal(messages.Select(message => message.MessageId), RegistryMessages.Of(page).Select(message => message.MessageId));
        Assert.NotEqual(messages[1].MessageId, RegistryMessages.Of(page[..2]).Last().MessageId);
    }

    [Fact]
    public void Every_reason_has_a_sentence_in_both_languages()
    {
        var codes = typeof(Reasons).GetFields().Concat(typeof(FleetWatch.Ingest.Posts.PostRefused).GetFields())
            .Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!); // a literal has a value

        foreach (var code in codes)
            Assert.NotEqual(Texts.Reason(code, CultureInfo.GetCultureInfo("en")), Texts.Reason(code, CultureInfo.GetCultureInfo("zh-Hans")));
    }

    private static RegisteredTerminal Current() => new() { Id = "T1", Terminal = Terminal, Version = 1, ChangedAt = Now };

    private static TerminalRegistered Put(string id) => new() { TerminalId = id, At = Now, Terminal = new TerminalRecord { TerminalId = id } };

    private static Event<T> Stored<T>(string tenant, T data) where T : class => new(data) { Id = Guid.NewGuid(), TenantId = tenant, Timestamp = Now };
}

using System.Text;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using Xunit;

namespace FleetWatch.Unit.Ingest;

public sealed class EventReaderTests
{
    private const string Good = """
        {"type":"transaction.failed","id":"65-T000069-3bd","terminalId":"T000069","occurredAt":"2026-11-05T10:58:29.581+08:00",
         "responseCode":"91","entryMode":"05","bin":"62002202","cardRef":"c9f3a1c5e2b10","amountMinor":12900,"currency":"CNY",
         "latencyMs":9310,"softwareVersion":"3.2.4","carrier":"cmcc","sentAt":"2026-11-05T10:58:31.900+08:00","reversal":true}
        """;

    internal static readonly DateTimeOffset Now = new(2026, 11, 5, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Reads_a_failed_transaction() => Assert.Equal(new TransactionFailed
    {
        Id = "65-T000069-3bd",
        TerminalId = "T000069",
        OccurredAt = new(2026, 11, 5, 10, 58, 29, 581, TimeSpan.FromHours(8)),
        SentAt = new(2026, 11, 5, 10, 58, 31, 900, TimeSpan.FromHours(8)),
        ResponseCode = "91",
        EntryMode = "05",
        Bin = "62002202",
        CardRef = "c9f3a1c5e2b10",
        AmountMinor = 12900,
        Currency = "CNY",
        LatencyMs = 9310,
        SoftwareVersion = "3.2.4",
        Carrier = "cmcc",
        Reversal = true,
    }, Read(Good));

    [Fact]
    public void Reads_a_time_whose_plus_sign_is_escaped() => Assert.Equal(Read(Good), Read(Good.Replace("+", "\\u002B")));

    [Fact]
    public void Reads_a_heartbeat() => Assert.Equal(new TerminalHeartbeat
    {
        Id = "1",
        TerminalId = "T1",
        OccurredAt = Now,
        Model = "S90",
        SignalDbm = -75,
        UptimeSeconds = 497609,
        Attempts = 12,
        Approvals = 11,
    }, Read("""{"type":"terminal.heartbeat","id":"1","terminalId":"T1","occurredAt":"2026-11-05T03:00:00Z","model":"S90","signalDbm":-75,"uptimeSeconds":497609,"attempts":12,"approvals":11}"""));

    [Theory]
    [InlineData("transaction.approved", "", typeof(TransactionApproved))]
    [InlineData("terminal.started", ",\"reason\":\"power\"", typeof(TerminalStarted))]
    [InlineData("terminal.faulted", ",\"component\":\"printer\"", typeof(TerminalFaulted))]
    [InlineData("terminal.software-changed", ",\"fromVersion\":\"1\"", typeof(SoftwareChanged))]
    public void Reads_every_type(string type, string more, Type expected) =>
        Assert.IsType(expected, Read($$"""{"type":"{{type}}","id":"1","terminalId":"T1","occurredAt":"2026-11-05T03:00:00Z"{{more}}}"""));

    [Theory]
    [InlineData("\"amountMinor\":12900", "\"amountMinor\":\"12900\"", "amountMinor", Reasons.NotWhole)]
    [InlineData("\"amountMinor\":12900", "\"amountMinor\":129.5", "amountMinor", Reasons.NotWhole)]
    [InlineData("\"amountMinor\":12900", "\"amountMinor\":-1", "amountMinor", Reasons.OutOfRange)]
    [InlineData("\"amountMinor\":12900", "\"amountMinor\":1000000000001", "amountMinor", Reasons.OutOfRange)]
    [InlineData("\"amountMinor\":12900", "\"amountMinor\":4111111111111111", "amountMinor", Reasons.CardNumber)]
    [InlineData("\"amountMinor\":12900", "\"amountMinor\":4.111111111111111e15", "amountMinor", Reasons.CardNumber)]
    [InlineData("\"reversal\":true", "\"reversal\":\"yes\"", "reversal", Reasons.NotFlag)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"id\":65", "id", Reasons.NotText)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"id\":\"\"", "id", Reasons.Missing)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"id\":null", "id", Reasons.Missing)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"ID\":\"65\"", "id", Reasons.Missing)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"id\":\"a\",\"id\":\"b\"", "id", Reasons.Twice)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"id\":\"4111 1111 1111 1111\"", "id", Reasons.CardNumber)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"id\":\"\\u0034111111111111111\"", "id", Reasons.CardNumber)]
    [InlineData("\"id\":\"65-T000069-3bd\"", "\"id\":\"a\\u0000b\"", "id", Reasons.ControlCharacter)]
    [InlineData("\"cardRef\":\"c9f3a1c5e2b10\"", "\"cardRef\":\"4111111111111111\"", "cardRef", Reasons.CardNumber)]
    [InlineData("\"bin\":\"62002202\"", "\"bin\":\"620022021\"", "bin", Reasons.WrongLength)]
    [InlineData("\"bin\":\"62002202\"", "\"bin\":\"6200x\"", "bin", Reasons.WrongShape)]
    [InlineData("\"currency\":\"CNY\"", "\"currency\":\"cny\"", "currency", Reasons.WrongShape)]
    [InlineData("\"responseCode\":\"91\"", "\"responseCode\":\"9\"", "responseCode", Reasons.WrongLength)]
    [InlineData("2026-11-05T10:58:29.581+08:00", "2026-11-05 10:58", "occurredAt", Reasons.NotTime)]
    [InlineData("2026-11-05T10:58:29.581+08:00", "2026-11-05T10:58:29", "occurredAt", Reasons.NotTime)]
    [InlineData("2026-11-05T10:58:29.581+08:00", "2026-12-05T10:58:29Z", "occurredAt", Reasons.InFuture)]
    [InlineData("2026-11-05T10:58:29.581+08:00", "1970-01-01T00:00:00Z", "occurredAt", Reasons.TooOld)]
    [InlineData("transaction.failed", "transaction.exploded", "type", Reasons.UnknownType)]
    [InlineData("\"reversal\":true", "\"more\":{\"deep\":[{\"pan\":\"4111111111111111\"}]}", "more.deep[0].pan", Reasons.CardNumber)]
    [InlineData("\"reversal\":true", "\"track2\":\"x\"", "track2", Reasons.CardTrack)]
    [InlineData("\"reversal\":true", "\"pinBlock\":\"0412AC89ABCDEF67\"", "pinBlock", Reasons.CardSecret)]
    [InlineData("\"reversal\":true", "\"a\":{\"cvv\":123}", "a.cvv", Reasons.CardSecret)]
    [InlineData("\"reversal\":true", "\"4111111111111111\":1", "(withheld)", Reasons.CardNumber)]
    [InlineData("\"reversal\":true", "\"a\":{\"\\u0034111111111111111\":{}}", "a.(withheld)", Reasons.CardNumber)]
    [InlineData("\"reversal\":true", "\"reversal\":{\"pan\":\"4111111111111111\"}", "reversal.pan", Reasons.CardNumber)]
    [InlineData("\"reversal\":true", "\"a\":\"\\ud800x\"", null, Reasons.NotUtf8)]
    public void Refuses(string part, string instead, string? field, string reason)
    {
        var reader = Reader();

        Assert.Null(reader.Read(Encoding.UTF8.GetBytes(Good.Replace(part, instead, StringComparison.Ordinal)), out var refusals));
        Assert.Contains(new Refusal(field, reason), refusals);
    }

    [Theory]
    [InlineData("", Reasons.NotJson)]
    [InlineData("{", Reasons.NotJson)]
    [InlineData("{\"id\":\"4111111111111111\"", Reasons.NotJson)]
    [InlineData("[]", Reasons.NotAnObject)]
    [InlineData("\"x\"", Reasons.NotAnObject)]
    [InlineData("{} {}", Reasons.NotJson)]
    public void Refuses_what_is_no_object(string line, string reason)
    {
        Assert.Null(Reader().Read(Encoding.UTF8.GetBytes(line), out var refusals));
        Assert.Contains(new Refusal(null, reason), refusals);
    }

    [Fact]
    public void Refuses_bytes_that_are_not_utf8()
    {
        Assert.Null(Reader().Read([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}'], out var refusals));
        Assert.Equal([new Refusal(null, Reasons.NotUtf8)], refusals);
    }

    [Fact]
    public void Refuses_what_is_nested_too_deeply()
    {
        var line = Good.Replace("true", new string('[', 40) + new string(']', 40), StringComparison.Ordinal);

        Assert.Null(Reader().Read(Encoding.UTF8.GetBytes(line), out var refusals));
        Assert.Contains(new Refusal(null, Reasons.NotJson), refusals);
    }

    [Fact]
    public void Refuses_a_line_that_is_too_long()
    {
        Assert.Null(Reader().Read(new byte[new EventLimits().MaxLineBytes + 1], out var refusals));
        Assert.Equal([new Refusal(null, Reasons.TooLong)], refusals);
    }

    [Fact]
    public void Names_every_fault_of_a_line()
    {
        Reader().Read("""{"type":"terminal.faulted","id":7,"signalDbm":5}"""u8, out var refusals);

        Assert.Equal([new Refusal("id", Reasons.NotText), new Refusal("signalDbm", Reasons.OutOfRange)], refusals);
    }

    [Theory]
    [InlineData("\"batteryPercent\":80")]
    [InlineData("\"merchantId\":\"898110057340001\"")]
    [InlineData("\"timestamp\":1762311509583")]
    [InlineData("\"position\":[31.230416123456789,121.47370112345678]")]
    [InlineData("\"cvv\":null")]
    [InlineData("\"pinVerified\":true")]
    [InlineData("\"pan\":\"411111******1111\"")]
    [InlineData("\"imei\":\"356938035643809\"")]
    public void Leaves_out_members_that_it_does_not_know(string member) =>
        Assert.NotNull(Read(Good.Replace("\"reversal\":true", member, StringComparison.Ordinal)));

    [Fact]
    public void Forgets_one_line_before_the_next()
    {
        var reader = Reader();
        reader.Read(Encoding.UTF8.GetBytes(Good), out _);

        var read = reader.Read("""{"type":"transaction.failed","id":"2","terminalId":"T1","occurredAt":"2026-11-05T03:00:00Z"}"""u8, out _);

        Assert.Equal(new TransactionFailed { Id = "2", TerminalId = "T1", OccurredAt = Now }, read);
    }

    private static EventReader Reader() => new(new EventLimits(), Now);

    private static TerminalEvent? Read(string line)
    {
        var read = Reader().Read(Encoding.UTF8.GetBytes(line), out var refusals);
        Assert.Empty(refusals);
        return read;
    }
}

using FleetWatch.Contracts;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using NodaTime;
using Xunit;
using static FleetWatch.Unit.Iso8583.Sale;

namespace FleetWatch.Unit.Iso8583;

public sealed class ExchangeFeedTests : IDisposable
{
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-05T02:58:29Z", null);
    private readonly CardTokens _tokens = new(Enumerable.Range(1, 32).Select(number => (byte)number).ToArray());
    private readonly List<TerminalEvent> _events = [];
    private readonly ExchangeFeed _feed;

    public ExchangeFeedTests() => _feed = Feed(new ExchangeSettings());

    public void Dispose() => _tokens.Dispose();

    [Fact]
    public void An_approval_is_activity_with_how_and_with_which_card()
    {
        Take(Request(), Start);
        Take(Response("00"), Start.AddSeconds(1));

        var approved = Assert.IsType<TransactionApproved>(Assert.Single(_events));
        Assert.Equal(("T0000069", "05", "622424"), (approved.TerminalId, approved.EntryMode, approved.Bin));
        Assert.Equal(DateTimeOffset.Parse("2026-11-05T10:58:29+08:00", null), approved.OccurredAt);
        Assert.Matches("^[0-9a-f]{16}$", approved.CardRef);
        Assert.Equal(0, _feed.Waiting);
    }

    [Fact]
    public void A_decline_is_a_failure_with_its_code_amount_and_latency()
    {
        Take(Request(), Start);
        Take(Response("91"), Start.AddMilliseconds(9310));

        var failed = Assert.IsType<TransactionFailed>(Assert.Single(_events));
        Assert.Equal(("91", 12900L, "CNY", 9310, false),
            (failed.ResponseCode, failed.AmountMinor, failed.Currency, failed.LatencyMs, failed.Reversal));
        Assert.Null(failed.ErrorCode);
    }

    [Fact]
    public void A_request_without_an_answer_is_a_failure_of_the_network_once_its_deadline_has_passed()
    {
        Take(Request(), Start);
        _feed.Advance(Start.AddSeconds(59), _events);
        Assert.Empty(_events);

        _feed.Advance(Start.AddSeconds(60), _events);
        _feed.Advance(Start.AddSeconds(61), _events);

        var failed = Assert.IsType<TransactionFailed>(Assert.Single(_events));
        Assert.Equal(("response-timeout", 60_000), (failed.ErrorCode, failed.LatencyMs));
    }

    [Fact]
    public void A_reversal_of_an_unanswered_request_is_one_failure_with_its_reason()
    {
        Take(Request(), Start);
        var reversal = Request("0400");
        reversal[39] = "17";
        reversal[90] = "0200" + "000979" + "1105025829" + "00000000000" + "00000000000";
        reversal[11] = "000980";
        Take(reversal, Start.AddSeconds(30));
        _feed.Advance(Start.AddMinutes(5), _events);

        var failed = Assert.IsType<TransactionFailed>(Assert.Single(_events));
        Assert.Equal(("customer-cancelled", true, "05"), (failed.ErrorCode, failed.Reversal, failed.EntryMode));
    }

    [Fact]
    public void A_reversal_after_the_timeout_counts_as_the_same_failure()
    {
        Take(Request(), Start);
        _feed.Advance(Start.AddMinutes(1), _events);
        var reversal = Request("0420");
        reversal[90] = "0200" + "000979" + "1105025829" + "00000000000" + "00000000000";
        Take(reversal, Start.AddSeconds(70));

        Assert.Equal(2, _events.Count);
        Assert.Single(_events.Select(e => e.Id).Distinct());
    }

    [Fact]
    public void A_message_heard_twice_gives_the_same_event()
    {
        Take(Request(), Start);
        Take(Request("0201"), Start.AddSeconds(1));
        Take(Response("00"), Start.AddSeconds(2));
        Take(Response("00"), Start.AddSeconds(3));

        Assert.Equal(2, _events.Count);
        Assert.Single(_events.Select(e => e.Id).Distinct());
        Assert.Equal(0, _feed.Waiting);
    }

    [Fact]
    public void Terminals_of_one_number_at_two_merchants_are_kept_apart()
    {
        var other = Request();
        other[42] = "MERCHANT-2";
        other[22] = "021";
        Take(Request(), Start);
        Take(other, Start);
        var answer = Response("51");
        answer[42] = "MERCHANT-2";
        Take(answer, Start.AddSeconds(1));
        Take(Response("00"), Start.AddSeconds(1));

        Assert.Equal("02", Assert.IsType<TransactionFailed>(_events[0]).EntryMode);
        Assert.Equal("05", Assert.IsType<TransactionApproved>(_events[1]).EntryMode);
    }

    [Fact]
    public void An_answer_to_another_moment_answers_nothing()
    {
        Take(Request(), Start);
        var answer = Response("00");
        answer[7] = "1105025700";
        Take(answer, Start.AddSeconds(1));

        Assert.Equal(1, _feed.Waiting);
    }

    [Fact]
    public void A_sign_on_is_a_sign_of_life()
    {
        Take(new MessageDraft { Mti = "0800", [7] = "1105025829", [11] = "000001", [41] = "T0000069", [70] = "301" }, Start);

        Assert.Equal("T0000069", Assert.IsType<TerminalHeartbeat>(Assert.Single(_events)).TerminalId);
    }

    [Fact]
    public void What_tells_nothing_is_counted()
    {
        Take(new MessageDraft { Mti = "0500", [11] = "000001", [41] = "T0000069" }, Start);
        Take(new MessageDraft { Mti = "0200", [11] = "000001" }, Start);

        Assert.Empty(_events);
        Assert.Equal(2, _feed.Ignored);
    }

    [Fact]
    public void A_table_that_finds_card_numbers_for_terminals_tells_nothing()
    {
        var table = VendorTable.Of("41,Terminal,,16,,ascii,ans,,open,,");
        Take(new MessageDraft { Mti = "0800", [41] = Card }, Start, table: table);
        Take(new MessageDraft { Mti = "0800", [41] = "POS-IN-SHOP-0001" }, Start, table: table);

        Assert.Equal("POS-IN-SHOP-0001", Assert.Single(_events).TerminalId);
        Assert.Equal(1, _feed.Ignored);
    }

    [Fact]
    public void A_vendors_time_that_no_clock_shows_is_no_time()
    {
        var table = VendorTable.Of("12,Time,,6,,ascii,n,,open,,", "13,Date,,4,,ascii,n,,open,,", "41,Terminal,,8,,ascii,ans,,open,,");
        Take(new MessageDraft { Mti = "0800", [12] = "126199", [13] = "1105", [41] = "T0000069" }, Start, table: table);

        Assert.Equal(Start, Assert.Single(_events).OccurredAt);
    }

    [Fact]
    public void Requests_that_flood_are_bounded_and_counted()
    {
        var feed = Feed(new ExchangeSettings { MaxOpen = 100 });
        for (var trace = 0; trace < 500; trace++)
        {
            var request = Request();
            request[11] = $"{trace:000000}";
            Take(request, Start.AddMilliseconds(trace), feed);
        }

        Assert.Equal((100, 400L), (feed.Waiting, feed.Forgotten));
    }

    [SkippableFact]
    public void The_real_chinese_sale_and_its_answer_become_one_approval_without_a_secret()
    {
        var heard = DateTimeOffset.Parse("2022-08-24T06:15:57Z", null);
        var reader = new MessageReader(ReadyTables.Load(ReadyTables.UnionPayPos));
        foreach (var name in new[] { "pay-request", "pay-response" })
            _feed.Take(reader.Read(RealMessages.UnionPay(name), new MessageLayout()), heard, _events);

        var json = System.Text.Json.JsonSerializer.Serialize(Assert.Single(_events), ContractJson.Default.TerminalEvent);
        Assert.Equal(("10016919", "07", "622424"), Assert.IsType<TransactionApproved>(_events[0]) is var sale ? (sale.TerminalId, sale.EntryMode, sale.Bin) : default);
        Assert.DoesNotContain(Card, json);
        Assert.DoesNotContain("2423000000", json);
    }

    [Theory]
    [InlineData("022", "05000001000500", true, "80")]
    [InlineData("022", "05000001000200", true, "02")]
    [InlineData("022", "05000001000500", false, "02")]
    [InlineData("051", "05000001000500", true, "05")]
    public void A_swipe_of_a_chip_card_at_a_chip_terminal_is_a_fallback(string entry, string capability, bool chip, string mode)
    {
        var table = ReadyTables.Load(ReadyTables.UnionPayPos);
        Take(new MessageDraft
        {
            Mti = "0210",
            [2] = Card,
            [11] = "000001",
            [22] = entry,
            [35] = $"{Card}=2903{(chip ? 2 : 1)}010000000000",
            [39] = "00",
            [41] = "T0000069",
            [60] = capability,
        }, Start, table: table);

        Assert.Equal(mode, Assert.IsType<TransactionApproved>(Assert.Single(_events)).EntryMode);
    }

    [Theory]
    [InlineData("000", null, null)]
    [InlineData("116", "51", null)]
    [InlineData("911", "68", null)]
    [InlineData("777", null, "iso-1993-777")]
    public void An_action_code_of_1993_is_told_in_two_characters(string action, string? code, string? error)
    {
        var table = ReadyTables.Load(ReadyTables.Iso93Ascii);
        Take(new MessageDraft { Mti = "1210", [11] = "000001", [12] = "261105105829", [22] = "510101511344", [39] = action, [41] = "T0000069" }, Start, table: table);

        var told = Assert.Single(_events) as TransactionFailed;
        Assert.Equal((code, error), (told?.ResponseCode, told?.ErrorCode));
        Assert.Equal(DateTimeOffset.Parse("2026-11-05T10:58:29+08:00", null), _events[0].OccurredAt);
    }

    [Fact]
    public void A_reversal_of_1993_finds_its_request_by_the_original_data_in_field_56()
    {
        var table = ReadyTables.Load(ReadyTables.Iso93Ascii);
        var request = new MessageDraft { Mti = "1200", [2] = Card, [7] = "1105025829", [11] = "000979", [12] = "261105105829", [22] = "510101511344", [41] = "T0000069" };
        Take(request, Start, table: table);
        Take(new MessageDraft { Mti = "1420", [11] = "000980", [12] = "261105105859", [25] = "4021", [41] = "T0000069", [56] = "1200000979261105105829" }, Start.AddSeconds(30), table: table);

        var failed = Assert.IsType<TransactionFailed>(Assert.Single(_events));
        Assert.Equal(("response-timeout", true, "05", 0), (failed.ErrorCode, failed.Reversal, failed.EntryMode, _feed.Waiting));
    }

    private ExchangeFeed Feed(ExchangeSettings settings) => new(_tokens, _ => DateTimeZoneProviders.Tzdb["Asia/Shanghai"], settings);

    private void Take(MessageDraft draft, DateTimeOffset now, ExchangeFeed? feed = null, FieldTable? table = null)
    {
        table ??= ReadyTables.Load(ReadyTables.Iso87Ascii);
        (feed ?? _feed).Take(new MessageReader(table).Read(new MessageWriter(table).Write(draft), new MessageLayout()), now, _events);
    }
}

using FleetWatch.Contracts;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using NodaTime;
using Xunit;
using static FleetWatch.Unit.Iso8583.Sale;

namespace FleetWatch.Unit.Iso8583;

/// <summary>What a lost connection or a killed process costs, and what it does not.</summary>
public sealed class LostLineTests
{
    private static readonly FieldTable Table = ReadyTables.Load(ReadyTables.Iso87Ascii);
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-05T02:58:29Z", null);
    private readonly List<TerminalEvent> _events = [];
    private readonly ExchangeFeed _feed = Feed();

    [Fact]
    public void A_request_whose_connection_was_lost_before_its_answer_tells_nothing_of_the_network()
    {
        Take(Request(), Start, line: 1);
        _feed.Lose(1, Start.AddSeconds(5));
        _feed.Advance(Start.AddMinutes(2), _events);

        Assert.Empty(_events);
        Assert.Equal((1L, 0), (_feed.Unheard, _feed.Waiting));
    }

    [Fact]
    public void An_answer_over_another_connection_counts_although_the_first_one_was_lost()
    {
        Take(Request(), Start, line: 1);
        _feed.Lose(1, Start.AddSeconds(5));
        Take(Response("00"), Start.AddSeconds(6), line: 2);

        Assert.Equal("05", Assert.IsType<TransactionApproved>(Assert.Single(_events)).EntryMode);
    }

    [Fact]
    public void Another_connection_that_was_lost_excuses_nobody()
    {
        Take(Request(), Start, line: 1);
        _feed.Lose(2, Start.AddSeconds(5));
        _feed.Advance(Start.AddMinutes(2), _events);

        Assert.Equal("response-timeout", Assert.IsType<TransactionFailed>(Assert.Single(_events)).ErrorCode);
    }

    [Fact]
    public void What_a_switch_sends_again_after_it_lost_the_line_has_the_same_ids()
    {
        Take(Request(), Start, line: 1);
        Take(Response("91"), Start.AddSeconds(1), line: 1);
        _feed.Lose(1, Start.AddSeconds(5));
        Take(Request(), Start.AddSeconds(10), line: 2);
        Take(Response("91"), Start.AddSeconds(10), line: 2);

        Assert.Equal(2, _events.Count);
        Assert.Single(_events.Select(one => one.Id).Distinct());
    }

    [Fact]
    public void A_new_process_hears_the_answers_of_requests_that_it_never_heard_under_the_same_ids()
    {
        Take(Request(), Start);
        Take(Response("91"), Start.AddSeconds(1));
        var again = Feed();
        Take(Response("91"), Start.AddSeconds(1), feed: again);

        Assert.Equal(2, _events.Count);
        Assert.Single(_events.Select(one => one.Id).Distinct());
    }

    [Fact]
    public void A_terminal_whose_name_no_database_keeps_tells_nothing()
    {
        var request = Request();
        request[41] = "T000\0069";
        Take(request, Start);

        Assert.Equal((1L, 0), (_feed.Ignored, _feed.Waiting));
    }

    private static ExchangeFeed Feed() => new(null, _ => DateTimeZoneProviders.Tzdb["Asia/Shanghai"], new ExchangeSettings());

    private void Take(MessageDraft draft, DateTimeOffset now, int line = 0, ExchangeFeed? feed = null) =>
        (feed ?? _feed).Take(new MessageReader(Table).Read(new MessageWriter(Table).Write(draft), new MessageLayout()), now, _events, line);
}

using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;
using Xunit;

namespace FleetWatch.Unit.Detection;

public sealed class RepeatsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly TransactionFailed Unknown = new()
    {
        Id = "f", TerminalId = "T", OccurredAt = Noon, ErrorCode = "connect-timeout", AmountMinor = 1250, Currency = "CNY",
    };

    private static readonly TransactionFailed Fare = Unknown with { ErrorCode = "contactless-read-error", AmountMinor = 300 };
    private Repeats _repeats = new();

    [Fact]
    public void Four_tries_of_one_customer_are_one_failure_though_nobody_tells_the_card() =>
        Assert.Equal([Telling.News, Telling.Retry, Telling.Retry, Telling.Retry], Tries(Unknown, 0, 40, 100, 170));

    [Fact]
    public void Another_code_of_the_same_family_is_one_more_try()
    {
        Tell(Unknown, 0);

        Assert.Equal(Telling.Retry, Tell(Unknown with { ErrorCode = "response-timeout" }, 30));
        Assert.Equal(Telling.News, Tell(Unknown with { ErrorCode = "chip-read-error" }, 60));
    }

    [Fact]
    public void A_first_try_that_is_told_after_the_second_is_the_same_customer() => Assert.Equal([Telling.News, Telling.Retry], Tries(Unknown, 40, 0));

    [Fact]
    public void Somebody_else_of_the_same_price_counts_minutes_later_also_where_that_is_told_late()
    {
        Assert.Equal([Telling.News, Telling.News], Tries(Unknown, 0, 241));
        Assert.Equal(Telling.News, Tell(Unknown, -300));
    }

    [Fact]
    public void Another_amount_currency_issuer_or_terminal_is_another_customer()
    {
        Tell(Unknown with { Bin = "62170001" }, 0);

        Assert.Equal(Telling.News, Tell(Unknown with { Bin = "62170001", AmountMinor = 1251 }, 20));
        Assert.Equal(Telling.News, Tell(Unknown with { Bin = "62170001", Currency = "EUR" }, 20));
        Assert.Equal(Telling.News, Tell(Unknown with { Bin = "62170001", Currency = null }, 20));
        Assert.Equal(Telling.News, Tell(Unknown with { Bin = "62170001" }, 20, terminal: 1));
        Assert.Equal(Telling.Retry, Tell(Unknown with { Bin = "621700" }, 20));
        Assert.Equal(Telling.Retry, Tell(Unknown, 20));
        Assert.Equal(Telling.News, Tell(Unknown with { Bin = "40000000" }, 20));
    }

    [Fact]
    public void Where_no_amount_is_told_only_who_comes_at_once_is_the_same_customer()
    {
        var nothing = Unknown with { AmountMinor = null, Currency = null };

        Assert.Equal([Telling.News, Telling.Retry, Telling.Retry, Telling.Retry], Tries(nothing, 0, 60, 130, 200));
        Assert.Equal([Telling.News, Telling.News, Telling.News], Tries(nothing, 300, 376, 460));
        Assert.Equal(Telling.News, Tell(Unknown, 461));
    }

    [Fact]
    public void A_dead_line_at_a_busy_till_counts_every_fourth_time_at_least_where_no_amount_is_told() =>
        Assert.Equal(10, Tries(Unknown with { AmountMinor = null }, Every(20, 40)).Count(told => told == Telling.News));

    [Fact]
    public void A_dead_reader_at_a_gate_of_one_fare_counts_soon()
    {
        Assert.Equal(5, Tries(Fare, Every(3, 40)).Count(told => told == Telling.News));

        var cards = Every(3, 40).Select(second => Tell(Fare with { CardRef = $"c{second}" }, 600 + second)).ToList();
        Assert.Equal((20, 20), (cards.Count(told => told == Telling.News), cards.Count(told => told == Telling.Twice)));

        var issuers = Every(3, 40).Select(second => Tell(Fare with { Bin = $"62{second % 6:0000}" }, 1200 + second)).ToList();
        Assert.DoesNotContain(Telling.Retry, issuers);
    }

    [Theory]
    [InlineData("a", null)]
    [InlineData(null, "a")]
    [InlineData("a", "host-a")]
    public void What_a_terminal_and_its_host_tell_is_one_failure_with_each_of_its_tries(string? first, string? second)
    {
        Assert.Equal(Telling.News, Tell(Unknown with { CardRef = first, Bin = "62170001" }, 0));
        Assert.Equal(Telling.Twice, Tell(Unknown with { CardRef = second, Bin = "621700" }, 5));
        Assert.Equal(Telling.Retry, Tell(Unknown with { CardRef = first, Bin = "62170001" }, 40));
        Assert.NotEqual(Telling.News, Tell(Unknown with { CardRef = second, Bin = "621700" }, 45));
    }

    [Fact]
    public void Two_cards_are_two_failures_where_time_amount_or_issuer_says_so()
    {
        var card = Unknown with { CardRef = "a", Bin = "621700" };
        Tell(card, 0);

        Assert.Equal(Telling.News, Tell(card with { CardRef = "b", AmountMinor = 990 }, 5));
        Assert.Equal(Telling.News, Tell(card with { CardRef = "c", Bin = "400000" }, 5));
        Assert.Equal(Telling.News, Tell(card with { CardRef = "d" }, 25));
        Assert.Equal(Telling.News, Tell(card with { CardRef = "e", AmountMinor = null }, 5));
        Assert.Equal(Telling.News, Tell(card with { CardRef = "f", AmountMinor = null }, 6));
    }

    [Fact]
    public void A_card_that_fails_again_the_next_day_is_the_same_for_whoever_does_not_tell_it()
    {
        var worn = Unknown with { ErrorCode = "mag-read-error", CardRef = "a" };
        Tell(worn, 0);

        Assert.Equal(Telling.Retry, Tell(worn, 86_400));
        Assert.Equal(Telling.Twice, Tell(worn with { CardRef = null }, 86_405));
    }

    [Fact]
    public void What_was_saved_goes_on_and_what_is_old_is_forgotten()
    {
        Tell(Unknown, 0);
        Tell(Unknown with { AmountMinor = null }, 0);
        using var state = new MemoryStream();
        _repeats.Write(new BinaryWriter(state));
        state.Position = 0;
        _repeats = new Repeats();
        _repeats.Read(new BinaryReader(state));

        Assert.Equal(Telling.Retry, Tell(Unknown, 30));
        Assert.Equal(Telling.Retry, Tell(Unknown with { AmountMinor = null }, 30));

        _repeats.Turn(Noon.AddHours(2).UtcTicks);
        Assert.Equal(Telling.News, Tell(Unknown, 30));
    }

    private static int[] Every(int seconds, int times) => [.. Enumerable.Range(0, times).Select(number => number * seconds)];

    private List<Telling> Tries(TransactionFailed failure, params int[] seconds) => [.. seconds.Select(second => Tell(failure, second))];

    private Telling Tell(TransactionFailed failure, int second, int terminal = 0) =>
        _repeats.Of(FailedTry.Of(failure, terminal, SymptomTable.Of(failure)), Noon.AddSeconds(second).UtcTicks);
}

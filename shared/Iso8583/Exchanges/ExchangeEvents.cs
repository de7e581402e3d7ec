using FleetWatch.Contracts;
using FleetWatch.Iso8583.Privacy;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>Makes the public events of what an exchange told. Ids are deterministic: the same traffic, heard twice, counts once.</summary>
internal static class ExchangeEvents
{
    public static TransactionApproved Approved(in ExchangeFacts facts) => new()
    {
        Id = Id(facts, facts.Key.Trace, facts.Key.Sent, 'a'),
        TerminalId = facts.Name,
        OccurredAt = facts.OccurredAt,
        SentAt = facts.SentAt,
        EntryMode = facts.EntryMode,
        Bin = facts.Bin,
        CardRef = CardRef(facts),
    };

    public static TransactionFailed Declined(in ExchangeFacts facts, string code, TimeSpan? latency) =>
        Failed(facts, facts.Key.Trace, facts.Key.Sent, code, null, latency);

    public static TransactionFailed Unanswered(in ExchangeFacts facts, string error, TimeSpan? latency) =>
        Failed(facts, facts.Key.Trace, facts.Key.Sent, null, error, latency);

    /// <summary>Of a request that was heard and taken back.</summary>
    public static TransactionFailed TakenBack(in ExchangeFacts request, string error) =>
        Failed(request, request.Key.Trace, request.Key.Sent, null, error, null, reversed: true);

    /// <summary>Of a reversal alone: it says of which transaction, by trace number and DE7.</summary>
    public static TransactionFailed Reversed(in ExchangeFacts reversal, int trace, long sent, string error) =>
        Failed(reversal, trace, sent, null, error, null, reversed: true);

    public static TerminalHeartbeat Heard(in ExchangeFacts facts) => new()
    {
        Id = Id(facts, facts.Key.Trace, facts.Key.Sent, 'h'),
        TerminalId = facts.Name,
        OccurredAt = facts.OccurredAt,
        SentAt = facts.SentAt,
    };

    private static TransactionFailed Failed(in ExchangeFacts facts, int trace, long sent, string? code, string? error, TimeSpan? latency,
        bool reversed = false) => new()
        {
            Id = Id(facts, trace, sent, 'f'),
            TerminalId = facts.Name,
            OccurredAt = facts.OccurredAt,
            SentAt = facts.SentAt,
            EntryMode = facts.EntryMode,
            Bin = facts.Bin,
            CardRef = CardRef(facts),
            AmountMinor = facts.AmountMinor >= 0 ? facts.AmountMinor : null,
            Currency = facts.Currency,
            ResponseCode = code,
            ErrorCode = error,
            LatencyMs = latency is { } span ? (int)Math.Clamp(span.TotalMilliseconds, 0, int.MaxValue) : null,
            Reversal = reversed,
        };

    private static string? CardRef(in ExchangeFacts facts) => facts.Card == 0 ? null : CardTokens.Text(facts.Card);

    /// <summary>
    /// Terminal, moment, trace number and kind. The moment is DE7 or, where a network does not send it, the terminal's own; its
    /// digits are written as letters, because a long run of digits may pass for a card number wherever one is looked for.
    /// </summary>
    private static string Id(in ExchangeFacts facts, int trace, long sent, char kind)
    {
        var moment = sent >= 0 ? facts.OccurredAt.Year * 10_000_000_000 + sent : Local(facts.OccurredAt);
        return string.Create(facts.Name.Length + 23, (facts.Name, moment, trace, kind), static (id, from) =>
        {
            from.Name.CopyTo(id);
            var at = from.Name.Length;
            id[at++] = '-';
            var (high, low) = Math.DivRem(from.moment, 10_000_000);
            Letters(id.Slice(at, 7), (int)(high % 10_000_000));
            Letters(id.Slice(at + 7, 7), (int)low);
            Letters(id.Slice(at + 14, 6), from.trace);
            id[at + 20] = '-';
            id[at + 21] = from.kind;
        });
    }

    private static void Letters(Span<char> text, int number)
    {
        for (var at = text.Length - 1; at >= 0; at--, number /= 10)
            text[at] = (char)('a' + number % 10);
    }

    private static long Local(DateTimeOffset moment) => (moment.Year * 10_000L + moment.Month * 100 + moment.Day) * 1_000_000
        + moment.Hour * 10_000 + moment.Minute * 100 + moment.Second;
}

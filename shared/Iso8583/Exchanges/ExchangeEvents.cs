using FleetWatch.Contracts;
using FleetWatch.Iso8583.Privacy;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>Makes the public events of what an exchange told. Ids are deterministic: the same traffic, heard twice, counts once.</summary>
internal static class ExchangeEvents
{
    public static TransactionApproved Approved(in ExchangeFacts facts, string terminal) => new()
    {
        Id = Id(facts, terminal, facts.Trace, facts.Sent, 'a'),
        TerminalId = terminal,
        OccurredAt = facts.OccurredAt,
        SentAt = facts.SentAt,
        EntryMode = facts.EntryMode,
        Bin = facts.Bin,
        CardRef = CardRef(facts),
    };

    public static TransactionFailed Declined(in ExchangeFacts facts, string terminal, string code, int? latencyMs) =>
        Failed(facts, terminal, facts.Trace, facts.Sent, code, null, latencyMs);

    public static TransactionFailed Unanswered(in ExchangeFacts facts, string terminal, string error, int? latencyMs) =>
        Failed(facts, terminal, facts.Trace, facts.Sent, null, error, latencyMs);

    /// <summary>Of a request that was heard and taken back.</summary>
    public static TransactionFailed TakenBack(in ExchangeFacts request, string terminal, string error) =>
        Failed(request, terminal, request.Trace, request.Sent, null, error, null, reversed: true);

    /// <summary>Of a reversal alone: it says of which transaction.</summary>
    public static TransactionFailed Reversed(in ExchangeFacts reversal, string terminal, string error) =>
        Failed(reversal, terminal, reversal.OriginalTrace, reversal.OriginalSent, null, error, null, reversed: true);

    public static TerminalHeartbeat Heard(in ExchangeFacts facts, string terminal) => new()
    {
        Id = Id(facts, terminal, facts.Trace, facts.Sent, 'h'),
        TerminalId = terminal,
        OccurredAt = facts.OccurredAt,
        SentAt = facts.SentAt,
    };

    private static TransactionFailed Failed(in ExchangeFacts facts, string terminal, int trace, long sent, string? code, string? error, int? latencyMs,
        bool reversed = false) => new()
        {
            Id = Id(facts, terminal, trace, sent, 'f'),
            TerminalId = terminal,
            OccurredAt = facts.OccurredAt,
            SentAt = facts.SentAt,
            EntryMode = facts.EntryMode,
            Bin = facts.Bin,
            CardRef = CardRef(facts),
            AmountMinor = facts.AmountMinor >= 0 ? facts.AmountMinor : null,
            Currency = facts.Currency,
            ResponseCode = code,
            ErrorCode = error,
            LatencyMs = latencyMs,
            Reversal = reversed,
        };

    private static string? CardRef(in ExchangeFacts facts) => facts.Card == 0 ? null : CardTokens.Text(facts.Card);

    /// <summary>
    /// Terminal, moment, trace number and kind. The moment is DE7 or, where a network does not send it, the terminal's own; its
    /// digits are written as letters, because a long run of digits may pass for a card number wherever one is looked for.
    /// </summary>
    private static string Id(in ExchangeFacts facts, string terminal, int trace, long sent, char kind)
    {
        var moment = sent >= 0 ? facts.OccurredAt.Year * 10_000_000_000 + sent : Local(facts.OccurredAt);
        return string.Create(terminal.Length + 23, (terminal, moment, trace, kind), static (id, from) =>
        {
            from.terminal.CopyTo(id);
            var at = from.terminal.Length;
            id[at++] = '-';
            Letters(id.Slice(at, 14), from.moment);
            Letters(id.Slice(at + 14, 6), from.trace);
            id[at + 20] = '-';
            id[at + 21] = from.kind;
        });
    }

    private static void Letters(Span<char> text, long number)
    {
        for (var at = text.Length - 1; at >= 0; at--, number /= 10)
            text[at] = (char)('a' + number % 10);
    }

    private static long Local(DateTimeOffset moment) => (moment.Year * 10_000L + moment.Month * 100 + moment.Day) * 1_000_000
        + moment.Hour * 10_000 + moment.Minute * 100 + moment.Second;
}

using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Codes;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Iso8583.Writing;
using FleetWatch.Simulator.Chance;

namespace FleetWatch.Simulator.Switch;

/// <summary>
/// What a payment switch hears of a simulated fleet, as drafts of ISO 8583:1987, :1993 or UnionPay POS messages. What never leaves the
/// terminal, a misread stripe above all, no switch can hear: it makes no message.
/// </summary>
internal sealed class SwitchTraffic(FieldTable table)
{
    private const int Traces = 1_000_000;
    private const string Echo = "301";
    private const int NamesOriginal = 90;
    private readonly Dictionary<string, int> _traces = [];

    private readonly bool _is93 = table.Version == 1;

    /// <exception cref="ArgumentException">The table is neither of 1987 nor of 1993.</exception>
    public FieldTable Table { get; } = table.Version < 2 ? table : throw new ArgumentException("Traffic is written as ISO 8583:1987 or :1993.", nameof(table));

    public IEnumerable<MessageDraft> Of(TerminalEvent one) => one switch
    {
        TransactionApproved approved => Answered(approved, approved.EntryMode, approved.Bin, approved.CardRef, 1000, null, "00"),
        TransactionFailed { ResponseCode: { } code } failed =>
            Answered(failed, failed.EntryMode, failed.Bin, failed.CardRef, failed.AmountMinor, failed.Currency, code),
        TransactionFailed { Reversal: true } failed => TakenBack(failed),
        TerminalHeartbeat => [Network(one)],
        _ => [],
    };

    private IEnumerable<MessageDraft> Answered(TerminalEvent one, string? entryMode, string? bin, string? card, long? amount, string? currency, string code)
    {
        var trace = NextTrace(one.TerminalId);
        yield return Request(one, "0200", trace, entryMode, bin, card, amount, currency);
        var answer = Common(one, "0210", trace);
        answer[37] = trace.ToString("000000000000", CultureInfo.InvariantCulture);
        answer[39] = _is93 ? Years93.Action(code) : code;
        yield return answer;
    }

    private IEnumerable<MessageDraft> TakenBack(TransactionFailed failed)
    {
        var trace = NextTrace(failed.TerminalId);
        var request = Request(failed, "0200", trace, failed.EntryMode, failed.Bin, failed.CardRef, failed.AmountMinor, failed.Currency);
        yield return request;
        // UnionPay's reversal repeats the trace number; the others have one of their own and name the original.
        var own = Table.Rule(NamesOriginal) is null ? trace : NextTrace(failed.TerminalId);
        var reversal = Request(failed, "0400", own, failed.EntryMode, failed.Bin, failed.CardRef, failed.AmountMinor, failed.Currency);
        if (_is93)
            (reversal[25], reversal[56]) = (Years93.NobodyAnswered, string.Create(CultureInfo.InvariantCulture, $"1200{trace:000000}{request[12]}"));
        else
            reversal[39] = Table.Rule(NamesOriginal) is null ? "98" : "68";
        if (!_is93 && Table.Rule(NamesOriginal) is not null)
            reversal[NamesOriginal] = string.Create(CultureInfo.InvariantCulture, $"0200{trace:000000}{request[7]}") + new string('0', 22);
        yield return reversal;
    }

    private MessageDraft Request(TerminalEvent one, string type, int trace, string? entryMode, string? bin, string? card, long? amount, string? currency)
    {
        var draft = Common(one, type, trace);
        if (bin is not null)
            draft[2] = CardNumber(bin, card ?? "");
        draft[3] = "000000";
        draft[4] = (amount ?? 0).ToString(CultureInfo.InvariantCulture);
        if (entryMode is not null)
            draft[22] = _is93 ? Years93.EntryMode(entryMode) : entryMode + "1";
        if (!_is93)
            draft[25] = "00";
        if (currency is not null && Currencies.Number(currency) is { } number)
            draft[49] = number.ToString("000", CultureInfo.InvariantCulture);
        return draft;
    }

    private MessageDraft Network(TerminalEvent one)
    {
        var draft = Common(one, "0800", NextTrace(one.TerminalId));
        if (_is93)
            draft[24] = Years93.Echo;
        else if (Table.Rule(70) is not null)
            draft[70] = Echo;
        return draft;
    }

    private MessageDraft Common(TerminalEvent one, string type, int trace)
    {
        var draft = new MessageDraft { Mti = $"{Table.Version}{type[1..]}", [11] = trace.ToString("000000", CultureInfo.InvariantCulture), [41] = one.TerminalId };
        if (Table.Rule(7) is not null)
            draft[7] = (one.SentAt ?? one.OccurredAt).UtcDateTime.ToString("MMddHHmmss", CultureInfo.InvariantCulture);
        draft[12] = one.OccurredAt.ToString(_is93 ? "yyMMddHHmmss" : "HHmmss", CultureInfo.InvariantCulture);
        if (!_is93)
            draft[13] = one.OccurredAt.ToString("MMdd", CultureInfo.InvariantCulture);
        return draft;
    }

    /// <summary>A made-up number of 16 digits: the issuer's first digits, then some that follow from the card.</summary>
    private static string CardNumber(string bin, string card)
    {
        var mixed = card.Aggregate(0UL, (all, letter) => Dice.Mix(all ^ letter));
        return bin + (mixed % (ulong)Math.Pow(10, 16 - bin.Length)).ToString(CultureInfo.InvariantCulture).PadLeft(16 - bin.Length, '0');
    }

    private int NextTrace(string terminal) => _traces[terminal] = (_traces.GetValueOrDefault(terminal) + 1) % Traces;
}

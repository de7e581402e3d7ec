using System.Buffers.Text;
using FleetWatch.Iso8583.Codes;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using NodaTime;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>Takes from a message what an event needs, by the rules of the table's scheme. Not for several threads at once.</summary>
/// <param name="tokens">Makes the cards' tokens; null: no card is needed.</param>
/// <param name="policy">How much of a card number is kept.</param>
internal sealed class FactReader(CardTokens? tokens, BinPolicy policy)
{
    private CodeCache? codes;

    /// <summary>The code tables of a scheme. A line speaks one scheme, so those of another are not kept beside it.</summary>
    public CodeCache Codes(string scheme) => codes is { } known && known.Scheme == scheme ? known : codes = new CodeCache(scheme);

    /// <param name="message">The message.</param>
    /// <param name="terminal">Its DE41.</param>
    /// <param name="zone">The zone of the terminal's site.</param>
    /// <param name="heard">When the message was heard.</param>
    /// <param name="line">Over which connection.</param>
    public ExchangeFacts Read(MessageView message, PackedText terminal, DateTimeZone zone, DateTimeOffset heard, int line)
    {
        var scheme = Codes(message.Table.Scheme);
        var trace = (int)(message.Number(Field.Trace) ?? 0);
        var sent = message.Number(Field.SentUtc) ?? -1;
        var sentAt = sent >= 0 ? LocalMoments.PlaceUtc(sent, heard) : null;
        var (originalTrace, originalSent) = Original(message, trace, scheme);
        return new ExchangeFacts
        {
            Type = message.Mti % 1000,
            Terminal = terminal,
            Merchant = Packed(message, Field.Merchant),
            Reference = Packed(message, Field.Reference),
            Trace = trace,
            Sent = sent,
            HeardAt = heard,
            Line = line,
            Code = Packed(message, Field.ResponseCode),
            OccurredAt = OccurredAt(message, zone, heard, scheme) ?? sentAt ?? heard,
            SentAt = sentAt,
            EntryMode = EntryModeOf(message, scheme),
            Bin = BinOf(message, scheme),
            Card = tokens is null ? 0 : message.Token(tokens),
            AmountMinor = message.Number(Field.Amount) ?? -1,
            Currency = CurrencyOf(message, scheme),
            Reason = message.Mti / 100 % 10 == 4 ? Packed(message, scheme.Is93 ? Field.Reason93 : Field.ResponseCode) : default,
            OriginalTrace = originalTrace,
            OriginalSent = originalSent,
        };
    }

    /// <summary>Only what brings a response to its request, which mostly has told the rest.</summary>
    public static ExchangeKey Key(MessageView message, PackedText terminal) => new()
    {
        Class = message.Mti / 100 % 10,
        Terminal = terminal,
        Trace = (int)(message.Number(Field.Trace) ?? 0),
        Sent = message.Number(Field.SentUtc) ?? -1,
        Reference = Packed(message, Field.Reference),
        Merchant = Packed(message, Field.Merchant),
    };

    /// <returns>Empty where the field is absent, too long, or holds anything but printable ASCII.</returns>
    public static PackedText Packed(MessageView message, int field)
    {
        Span<byte> room = stackalloc byte[PackedText.Longest];
        var text = message.Letters(field, room);
        // A NUL, above all: no database keeps it, and one such event would stop a whole batch.
        return text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? default : PackedText.Of(text);
    }

    private static DateTimeOffset? OccurredAt(MessageView message, DateTimeZone zone, DateTimeOffset heard, CodeCache scheme)
    {
        if (message.Number(Field.LocalTime) is not { } time)
            return null;
        if (scheme.Is93)
            return LocalMoments.Place((int)(time / 1_000_000 % 10_000), (int)(time % 1_000_000), zone, heard);
        return message.Number(Field.LocalDate) is { } date ? LocalMoments.Place((int)date, (int)time, zone, heard) : null;
    }

    /// <summary>
    /// Where a scheme does not send 80, a swipe is a fallback if the card has a chip (service code) and the terminal reads chips
    /// (UnionPay DE60, twelfth digit, 5 or 6).
    /// </summary>
    private static string? EntryModeOf(MessageView message, CodeCache scheme)
    {
        Span<byte> room = stackalloc byte[PackedText.Longest];
        var text = message.Letters(Field.EntryMode, room);
        var (from, digits) = scheme.Is93 ? (6, 1) : (0, 2);
        if (text.Length < from + digits)
            return null;
        var mode = scheme.EntryMode(PackedText.Of(text.Slice(from, digits)));
        return scheme.IsUnionPay && mode is { Kind: "stripe" } && message.CardHasChip == true && ReadsChips(message)
            ? EntryModes.Fallback.Mode
            : mode?.Mode;
    }

    private static bool ReadsChips(MessageView message)
    {
        Span<byte> ascii = stackalloc byte[20];
        return message.Ascii(Field.UnionPayCapability, ascii) > 11 && ascii[11] is (byte)'5' or (byte)'6';
    }

    private string? BinOf(MessageView message, CodeCache scheme)
    {
        var bin = message.Bin(policy);
        return bin < 0 ? null : scheme.Bin(bin, policy == BinPolicy.EightOfSixteen && message.Layout[2].Length == 16 ? 8 : 6);
    }

    private static string? CurrencyOf(MessageView message, CodeCache scheme)
    {
        Span<byte> room = stackalloc byte[3];
        var text = message.Letters(Field.Currency, room);
        return text.Length == 3 ? scheme.Currency(PackedText.Of(text)) : null;
    }

    /// <summary>DE90 (in 1993 DE56): type, trace number and DE7 of the transaction that is taken back. UnionPay repeats its trace number in DE11.</summary>
    private static (int Trace, long Sent) Original(MessageView message, int trace, CodeCache scheme)
    {
        if (message.Mti / 100 % 10 != 4)
            return (trace, -1);
        Span<byte> room = stackalloc byte[48];
        var text = message.Letters(scheme.Is93 ? Field.Original93 : Field.Original, room);
        return text.Length >= 20 && Utf8Parser.TryParse(text[4..10], out int original, out var read) && read == 6 && original > 0
            && Utf8Parser.TryParse(text[10..20], out long sent, out read) && read == 10
            ? (original, scheme.Is93 ? -1 : sent)
            : (trace, -1);
    }
}

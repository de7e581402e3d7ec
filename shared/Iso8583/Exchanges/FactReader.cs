using System.Text;
using FleetWatch.Iso8583.Codes;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using NodaTime;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>Takes from a message what an event needs, by the rules of the table's scheme.</summary>
internal static class FactReader
{
    private const string Iso93 = "iso-1993";
    private const string UnionPay = "unionpay-2015";

    /// <param name="message">The message.</param>
    /// <param name="terminal">Its DE41.</param>
    /// <param name="zone">The zone of the terminal's site.</param>
    /// <param name="tokens">Makes the card's token; null: the card is not needed.</param>
    /// <param name="policy">How much of the card number is kept.</param>
    /// <param name="heard">When the message was heard.</param>
    public static ExchangeFacts Read(MessageView message, PackedText terminal, DateTimeZone zone, CardTokens? tokens, BinPolicy policy, DateTimeOffset heard)
    {
        var identity = Identity(message, terminal, heard);
        var sentAt = identity.Sent >= 0 ? LocalMoments.PlaceUtc(identity.Sent, heard) : null;
        var (originalTrace, originalSent) = Original(message, identity.Trace);
        return identity with
        {
            OccurredAt = OccurredAt(message, zone, heard) ?? sentAt ?? heard,
            SentAt = sentAt,
            EntryMode = EntryModeOf(message),
            Bin = message.Bin(policy),
            BinDigits = policy == BinPolicy.EightOfSixteen && message.HasCard && message.Layout[2].Length == 16 ? 8 : 6,
            Card = tokens is null ? 0 : message.Token(tokens),
            AmountMinor = message.Number(Field.Amount) ?? -1,
            Currency = CurrencyOf(message),
            Reason = identity.Class == 4 ? Packed(message, message.Table.Scheme == Iso93 ? Field.Reason93 : Field.ResponseCode) : default,
            OriginalTrace = originalTrace,
            OriginalSent = originalSent,
        };
    }

    /// <summary>Only what brings a response to its request, and the response's code: mostly the request has told the rest.</summary>
    public static ExchangeFacts Identity(MessageView message, PackedText terminal, DateTimeOffset heard) => new()
    {
        Type = message.Mti % 1000,
        Terminal = terminal,
        Merchant = Packed(message, Field.Merchant),
        Reference = Packed(message, Field.Reference),
        Trace = (int)(message.Number(Field.Trace) ?? 0),
        Sent = message.Number(Field.SentUtc) ?? -1,
        HeardAt = heard,
        Code = Packed(message, Field.ResponseCode),
    };

    /// <returns>Empty where the field is absent, too long, or holds anything but printable ASCII.</returns>
    public static PackedText Packed(MessageView message, int field)
    {
        Span<byte> ascii = stackalloc byte[PackedText.Longest];
        var text = ascii[..message.Ascii(field, ascii)];
        // A NUL, above all: no database keeps it, and one such event would stop a whole batch.
        return text.ContainsAnyExceptInRange((byte)' ', (byte)'~') ? default : PackedText.Of(text);
    }

    private static DateTimeOffset? OccurredAt(MessageView message, DateTimeZone zone, DateTimeOffset heard)
    {
        if (message.Number(Field.LocalTime) is not { } time)
            return null;
        if (message.Table.Scheme == Iso93)
            return LocalMoments.Place((int)(time / 1_000_000 % 10_000), (int)(time % 1_000_000), zone, heard);
        return message.Number(Field.LocalDate) is { } date ? LocalMoments.Place((int)date, (int)time, zone, heard) : null;
    }

    /// <summary>
    /// Where a scheme does not send 80, a swipe is a fallback if the card has a chip (service code) and the terminal reads chips
    /// (UnionPay DE60, twelfth digit, 5 or 6).
    /// </summary>
    private static string? EntryModeOf(MessageView message)
    {
        Span<byte> ascii = stackalloc byte[PackedText.Longest];
        var length = message.Ascii(Field.EntryMode, ascii);
        var (from, digits) = message.Table.Scheme == Iso93 ? (6, 1) : (0, 2);
        if (length < from + digits)
            return null;
        var mode = CodeCache.EntryMode(message.Table.Scheme, PackedText.Of(ascii.Slice(from, digits)));
        return message.Table.Scheme == UnionPay && mode is { Kind: "stripe" } && message.CardHasChip == true && ReadsChips(message)
            ? EntryModes.Fallback.Mode
            : mode?.Mode;
    }

    private static bool ReadsChips(MessageView message)
    {
        Span<byte> ascii = stackalloc byte[20];
        return message.Ascii(Field.UnionPayCapability, ascii) > 11 && ascii[11] is (byte)'5' or (byte)'6';
    }

    private static string? CurrencyOf(MessageView message)
    {
        Span<byte> ascii = stackalloc byte[3];
        if (message.Ascii(Field.Currency, ascii) != 3)
            return null;
        return CodeCache.Currency(PackedText.Of(ascii));
    }

    /// <summary>DE90 (in 1993 DE56): type, trace number and DE7 of the transaction that is taken back. UnionPay repeats its trace number in DE11.</summary>
    private static (int Trace, long Sent) Original(MessageView message, int trace)
    {
        if (message.Mti / 100 % 10 != 4)
            return (trace, -1);
        Span<byte> ascii = stackalloc byte[48];
        var length = message.Ascii(message.Table.Scheme == Iso93 ? Field.Original93 : Field.Original, ascii);
        if (length < 20)
            return (trace, -1);
        var text = Encoding.ASCII.GetString(ascii[4..20]);
        return int.TryParse(text[..6], out var original) && original > 0 && long.TryParse(text[6..], out var sent)
            ? (original, message.Table.Scheme == Iso93 ? -1 : sent)
            : (trace, -1);
    }
}

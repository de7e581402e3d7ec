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
    private readonly Dictionary<DateTimeZone, LocalMoments> sites = [];
    private readonly LocalMoments utc = new(DateTimeZone.Utc);
    private LocalMoments site = new(DateTimeZone.Utc);
    private CodeCache? codes;

    /// <summary>The code tables of a scheme. A line speaks one scheme, so those of another are not kept beside it.</summary>
    public CodeCache Codes(string scheme) => codes is { } known && known.Scheme == scheme ? known : codes = new CodeCache(scheme);

    /// <param name="message">The message.</param>
    /// <param name="key">What <see cref="Key"/> took from it.</param>
    /// <param name="name">Its terminal as events name it.</param>
    /// <param name="zone">The zone of the terminal's site.</param>
    /// <param name="heard">When the message was heard.</param>
    /// <param name="line">Over which connection.</param>
    public ExchangeFacts Read(in MessageView message, in ExchangeKey key, string name, DateTimeZone zone, DateTimeOffset heard, int line)
    {
        var scheme = Codes(message.Table.Scheme);
        var sentAt = key.Sent >= 0 ? utc.Place(key.Sent, heard) : null;
        return new ExchangeFacts
        {
            Key = key,
            Name = name,
            HeardAt = heard,
            Line = line,
            OccurredAt = OccurredAt(message, Site(zone), heard, scheme) ?? sentAt ?? heard,
            SentAt = sentAt,
            EntryMode = EntryModeOf(message, scheme),
            Bin = BinOf(message, scheme),
            Card = tokens is null ? 0 : message.Token(tokens),
            AmountMinor = message.Number(Field.Amount) ?? -1,
            Currency = CurrencyOf(message, scheme),
        };
    }

    /// <summary>Only what brings a response to its request, which mostly has told the rest.</summary>
    public static ExchangeKey Key(in MessageView message, PackedText terminal) => new()
    {
        Class = message.Mti / 100 % 10,
        Terminal = terminal,
        Trace = (int)(message.Number(Field.Trace) ?? 0),
        Sent = message.Number(Field.SentUtc) ?? -1,
        Reference = message.Packed(Field.Reference),
        Merchant = message.Packed(Field.Merchant),
    };

    /// <summary>Why a reversal was sent: DE39, in 1993 DE25.</summary>
    public PackedText Reason(in MessageView message) =>
        message.Packed(Codes(message.Table.Scheme).Is93 ? Field.Reason93 : Field.ResponseCode);

    /// <summary>DE90 (in 1993 DE56): type, trace number and DE7 of the transaction that is taken back. UnionPay repeats its trace number in DE11.</summary>
    /// <returns>The trace number, and -1 for a DE7 that the reversal does not say.</returns>
    public (int Trace, long Sent) Original(in MessageView message, int trace)
    {
        var is93 = Codes(message.Table.Scheme).Is93;
        Span<byte> room = stackalloc byte[48];
        var text = message.Letters(is93 ? Field.Original93 : Field.Original, room);
        return text.Length >= 20 && Utf8Parser.TryParse(text[4..10], out int original, out var read) && read == 6 && original > 0
            && Utf8Parser.TryParse(text[10..20], out long sent, out read) && read == 10
            ? (original, is93 ? -1 : sent)
            : (trace, -1);
    }

    /// <summary>A fleet has few zones, and mostly the one of the message before.</summary>
    private LocalMoments Site(DateTimeZone zone)
    {
        if (ReferenceEquals(site.Zone, zone))
            return site;
        if (!sites.TryGetValue(zone, out var known))
            sites.Add(zone, known = new LocalMoments(zone));
        return site = known;
    }

    private static DateTimeOffset? OccurredAt(in MessageView message, LocalMoments site, DateTimeOffset heard, CodeCache scheme)
    {
        if (message.Number(Field.LocalTime) is not { } time)
            return null;
        if (scheme.Is93)
            return site.Place((int)(time / 1_000_000 % 10_000), (int)(time % 1_000_000), heard);
        return message.Number(Field.LocalDate) is { } date ? site.Place((int)date, (int)time, heard) : null;
    }

    /// <summary>
    /// Where a scheme does not send 80, a swipe is a fallback if the card has a chip (service code) and the terminal reads chips
    /// (UnionPay DE60, twelfth digit, 5 or 6).
    /// </summary>
    private static string? EntryModeOf(in MessageView message, CodeCache scheme)
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

    private static bool ReadsChips(in MessageView message)
    {
        Span<byte> ascii = stackalloc byte[20];
        return message.Ascii(Field.UnionPayCapability, ascii) > 11 && ascii[11] is (byte)'5' or (byte)'6';
    }

    private string? BinOf(in MessageView message, CodeCache scheme)
    {
        var bin = message.Bin(policy);
        return bin < 0 ? null : scheme.Bin(bin, policy == BinPolicy.EightOfSixteen && message.Layout[2].Length == 16 ? 8 : 6);
    }

    private static string? CurrencyOf(in MessageView message, CodeCache scheme)
    {
        var code = message.Layout[Field.Currency].Length == 3 ? message.Packed(Field.Currency) : default;
        return code.Length == 3 ? scheme.Currency(code) : null;
    }
}

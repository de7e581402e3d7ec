using System.Runtime.CompilerServices;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>
/// A message that was read, as long as its bytes are there. It gives out only what may be kept: of the card number the first
/// digits and a token, of chip data a few harmless tags, of secret fields nothing.
/// </summary>
public readonly ref struct MessageView
{
    private readonly ReadOnlySpan<byte> message;
    private readonly FieldTable table;
    private readonly MessageLayout layout;

    internal MessageView(ReadOnlySpan<byte> message, FieldTable table, MessageLayout layout)
    {
        this.message = message;
        this.table = table;
        this.layout = layout;
    }

    /// <summary>The message type as a number, for example 200 for 0200.</summary>
    public int Mti => layout.Mti;

    public FieldTable Table => table;

    public MessageLayout Layout => layout;

    public bool Has(int field) => layout.Has(field);

    /// <returns>What may be shown of a field; null where it is absent or nothing of it may be kept.</returns>
    public string? Text(int field)
    {
        if (!layout.Has(field) || table.Rule(field) is not { } rule)
            return null;
        return rule.Keeping switch
        {
            Keeping.Open => FieldText.Of(Raw(field), rule, layout[field].Length),
            Keeping.Scan when rule.Coding == Coding.Binary => CardNumberMask.MaskedHexadecimal(Raw(field)),
            Keeping.Scan when rule.Coding == Coding.Hex => CardNumberMask.MaskedHexadecimal(Convert.FromHexString(Raw(field))),
            Keeping.Scan => CardNumberMask.Masked(FieldText.Of(Raw(field), rule, layout[field].Length)),
            Keeping.CardNumber => CardNumber.Masked(Raw(field), rule, layout[field].Length),
            Keeping.Emv => EmvTags.Kept(Raw(field), rule.Coding),
            _ => null,
        };
    }

    /// <returns>The number in a field of at most 18 digits that may be kept as it is; null where there is none.</returns>
    public long? Number(int field) => OpenRule(field) is { } rule && Digits.TryNumber(Raw(field, rule), rule, layout[field].Length, out var number)
        ? number
        : null;

    /// <summary>Copies the characters of an open field, in ASCII and without padding around them.</summary>
    /// <returns>How many there are; 0 where the field is absent, secret, or longer than <paramref name="destination"/>.</returns>
    public int Ascii(int field, Span<byte> destination)
    {
        if (OpenRule(field) is not { } rule || layout[field].Length > destination.Length || rule.Coding is Coding.Binary or Coding.Hex)
            return 0;
        var trimmed = Trimmed(Raw(field), rule, layout[field].Length, destination);
        trimmed.CopyTo(destination);
        return trimmed.Length;
    }

    /// <summary>
    /// The same without a copy where the message has the characters in ASCII; else they are put into <paramref name="room"/>. Also of a
    /// field that is masked before it is shown: what is taken from it here never leaves the assembly as text.
    /// </summary>
    internal ReadOnlySpan<byte> Letters(int field, Span<byte> room) =>
        LettersRule(field) is { } rule && layout[field].Length is var length && length <= room.Length
            ? Trimmed(Raw(field, rule), rule, length, room)
            : default;

    /// <returns>The same as a number; empty where the field is absent, too long, or holds anything but printable ASCII.</returns>
    internal PackedText Packed(int field)
    {
        if (LettersRule(field) is not { } rule || layout[field].Length > PackedText.Longest)
            return default;
        return rule.Coding == Coding.Ascii ? PackedText.Of(Raw(field, rule).Trim((byte)' ')) : Recoded(Raw(field, rule), rule, layout[field].Length);
    }

    /// <summary>The first digits of the card number.</summary>
    /// <param name="policy">How many may be kept.</param>
    /// <returns>6 or 8 digits as a number; -1 where the message has no card number of at least 12 digits.</returns>
    public int Bin(BinPolicy policy) => CardRule() is { } rule ? CardNumber.Bin(Raw(2), rule, layout[2].Length, policy) : -1;

    /// <returns>Whether the message has a card number of 12 to 19 digits.</returns>
    public bool HasCard => CardRule() is not null && layout[2].Length >= CardNumber.Shortest;

    /// <summary>The keyed token of the card; see <see cref="CardTokens"/>.</summary>
    internal ulong Token(CardTokens tokens) => HasCard && CardRule() is { } rule ? tokens.Of(Raw(2), rule, layout[2].Length) : 0;

    /// <returns>Whether track 2 says that the card has a chip (service code beginning with 2 or 6, ISO/IEC 7813); null where it does not tell.</returns>
    public bool? CardHasChip => layout.Has(35) && table.Rule(35) is { } rule ? TrackServiceCode.SaysChip(Raw(35), rule, layout[35].Length) : null;

    /// <summary>TPDU and header.</summary>
    internal ReadOnlySpan<byte> Prefix => message[..layout.MtiOffset];

    /// <summary>The bytes of any field that was read. Never leaves the assembly.</summary>
    internal ReadOnlySpan<byte> Raw(int field) => Raw(field, table.Rule(field)!); // It was read by its rule.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Raw(int field, FieldRule rule)
    {
        var place = layout[field];
        return message.Slice(place.Start, rule.Bytes(place.Length));
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> coded, FieldRule rule, int length, Span<byte> room)
    {
        if (rule.Coding == Coding.Ascii)
            return coded.Trim((byte)' ');
        for (var at = 0; at < length; at++)
            room[at] = rule.Coding == Coding.Bcd ? (byte)('0' + Digits.At(coded, rule, length, at)) : Characters.Ascii(coded[at], rule.Coding);
        return room[..length].Trim((byte)' ');
    }

    /// <summary>Apart, because room on the stack costs those who need none.</summary>
    private static PackedText Recoded(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        Span<byte> room = stackalloc byte[PackedText.Longest];
        return PackedText.Of(Trimmed(coded, rule, length, room));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldRule? LettersRule(int field) =>
        layout.Has(field) && table.Rule(field) is { Keeping: Keeping.Open or Keeping.Scan, Coding: not (Coding.Binary or Coding.Hex) } rule ? rule : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FieldRule? OpenRule(int field) => layout.Has(field) && table.Rule(field) is { Keeping: Keeping.Open } rule ? rule : null;

    private FieldRule? CardRule() => layout.Has(2) && table.Rule(2) is { Keeping: Keeping.CardNumber } rule ? rule : null;
}

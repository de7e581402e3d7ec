using System.Globalization;

namespace FleetWatch.Iso8583.Tables;

/// <summary>One row of a field table: how a field is written, what it may hold, and what of it may be kept.</summary>
public sealed record FieldRule
{
    /// <summary>1 to 192; below that the parts before the fields, see <see cref="MessagePart"/>.</summary>
    public required int Number { get; init; }

    /// <summary>English name.</summary>
    public required string Name { get; init; }

    /// <summary>Simplified Chinese name; null where the table has none.</summary>
    public string? NameZh { get; init; }

    /// <summary>
    /// The length, or the greatest length where <see cref="Prefix"/> is given: digits for <see cref="Coding.Bcd"/>, bytes for
    /// <see cref="Coding.Binary"/> and <see cref="Coding.Hex"/>, else bytes of text.
    /// </summary>
    public required int Length { get; init; }
    public LengthPrefix Prefix { get; init; }
    public required Coding Coding { get; init; }
    public required Content Content { get; init; }

    /// <summary>All zeros mean that the date is not known.</summary>
    public bool ZeroIsUnset { get; init; }

    /// <summary>Whether an odd number of BCD digits is filled up on the left; otherwise on the right.</summary>
    public bool FillerLeft { get; init; }
    public required Keeping Keeping { get; init; }

    /// <summary>Message types that are wrong without it.</summary>
    public IReadOnlyList<int> RequiredIn { get; init; } = [];

    /// <summary>Message types that are wrong with it.</summary>
    public IReadOnlyList<int> ForbiddenIn { get; init; } = [];

    /// <summary>The name in the language of <paramref name="culture"/>, English where the table has no other.</summary>
    public string NameIn(CultureInfo culture) => culture.TwoLetterISOLanguageName == "zh" && NameZh is not null ? NameZh : Name;

    /// <summary>Bytes on the wire of a value of <paramref name="length"/>.</summary>
    internal int Bytes(int length) => Coding == Coding.Ascii ? length : CodedBytes(length);

    private int CodedBytes(int length) => Coding switch
    {
        Coding.Bcd when Content == Content.SignedDigits => 1 + length / 2,
        Coding.Bcd => (length + 1) / 2,
        Coding.Hex => length * 2,
        _ => length,
    };
}

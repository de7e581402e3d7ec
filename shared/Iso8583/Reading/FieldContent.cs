using System.Buffers;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>Whether a field holds what its kind allows.</summary>
internal static class FieldContent
{
    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789ABCDEFabcdef"u8);
    private static readonly SearchValues<byte>[] Letters = Bytes(IsLetter);
    private static readonly SearchValues<byte>[] LettersAndDigits = Bytes(IsLetterOrDigit);
    private static readonly SearchValues<byte>[] TrackCharacters = Bytes(IsTrackCharacter);

    /// <returns>What is wrong; <see cref="ParseReason.Unknown"/> where nothing is.</returns>
    public static ParseReason Fault(ReadOnlySpan<byte> coded, FieldRule rule, int length) => rule.Content switch
    {
        Content.Digits => Digits.All(coded, rule, length) ? ParseReason.Unknown : ParseReason.NotDigits,
        Content.Characters => ParseReason.Unknown,
        Content.Bytes => rule.Coding == Coding.Hex && !IsHexadecimal(coded) ? ParseReason.NotHexadecimal : ParseReason.Unknown,
        Content.LettersAndDigits => Every(coded, rule.Coding, LettersAndDigits) ? ParseReason.Unknown : ParseReason.NotLettersAndDigits,
        Content.Letters => Every(coded, rule.Coding, Letters) ? ParseReason.Unknown : ParseReason.NotLetters,
        Content.Track => IsTrack(coded, rule) ? ParseReason.Unknown : ParseReason.NotTrack,
        Content.SignedDigits => Signed(coded, rule, length),
        _ => Moment(coded, rule, length),
    };

    private static ParseReason Moment(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        if (!Digits.TryNumber(coded, rule, length, out var number))
            return ParseReason.NotDigits;
        if (number == 0 && rule.ZeroIsUnset)
            return ParseReason.Unknown;
        return rule.Content switch
        {
            Content.MonthDay => Date((int)number, leapYear: true),
            Content.Time => Time((int)number),
            Content.MonthDayTime => First(Date((int)(number / 1_000_000), leapYear: true), Time((int)(number % 1_000_000))),
            Content.YearMonth => number % 100 is >= 1 and <= 12 ? ParseReason.Unknown : ParseReason.NotDate,
            Content.YearMonthDay => Date((int)(number % 10_000), number / 10_000 % 4 == 0),
            _ => First(Date((int)(number / 1_000_000 % 10_000), number / 10_000_000_000 % 4 == 0), Time((int)(number % 1_000_000))),
        };
    }

    private static ParseReason First(ParseReason date, ParseReason time) => date != ParseReason.Unknown ? date : time;

    /// <summary>A year of two digits is of the century from 2000, of which every fourth year is a leap year.</summary>
    private static ParseReason Date(int monthDay, bool leapYear)
    {
        var (month, day) = (monthDay / 100, monthDay % 100);
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(leapYear ? 2024 : 2025, month)
            ? ParseReason.Unknown
            : ParseReason.NotDate;
    }

    private static ParseReason Time(int time) =>
        time / 10_000 < 24 && time / 100 % 100 < 60 && time % 100 < 60 ? ParseReason.Unknown : ParseReason.NotTime;

    private static ParseReason Signed(ReadOnlySpan<byte> coded, FieldRule rule, int length)
    {
        if (coded.IsEmpty || Characters.Ascii(coded[0], rule.Coding == Coding.Bcd ? Coding.Ascii : rule.Coding) is not ((byte)'C' or (byte)'D'))
            return ParseReason.NotSigned;
        return Digits.All(coded[1..], rule, length - 1) ? ParseReason.Unknown : ParseReason.NotDigits;
    }

    private static bool IsHexadecimal(ReadOnlySpan<byte> coded) => !coded.ContainsAnyExcept(Hexadecimal);

    private static bool IsTrack(ReadOnlySpan<byte> coded, FieldRule rule) =>
        rule.Coding == Coding.Bcd || Every(coded, rule.Coding, TrackCharacters);

    private static bool Every(ReadOnlySpan<byte> coded, Coding coding, SearchValues<byte>[] allowed) => !coded.ContainsAnyExcept(allowed[(int)coding]);

    /// <summary>For each coding the bytes that stand for a character of a kind.</summary>
    private static SearchValues<byte>[] Bytes(Func<byte, bool> ofKind) => [.. Enum.GetValues<Coding>().Select(coding =>
        SearchValues.Create([.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => ofKind(Characters.Ascii(value, coding)))]))];

    private static bool IsLetter(byte letter) => letter == ' ' || char.IsAsciiLetter((char)letter);

    private static bool IsLetterOrDigit(byte letter) => letter == ' ' || char.IsAsciiLetterOrDigit((char)letter);

    private static bool IsTrackCharacter(byte letter) => letter is (byte)'=' or (byte)' ' || char.IsAsciiHexDigit((char)letter);
}

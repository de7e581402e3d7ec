using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FleetWatch.Contracts;

namespace FleetWatch.Ingest.Sanitising;

/// <summary>
/// Looks through JSON for card data, in names as well as values, at any depth. Reads to the end of the value in any case, so
/// that the caller can go on after it. The path is put together on the way back, so what is clean costs no allocation.
/// </summary>
internal static class CardScan
{
    private const string Withheld = "(withheld)";
    private const double SmallestNumber = 1e12;

    /// <summary>Stands on a property's name; ends on the last token of its value. Null: clean.</summary>
    public static CardDataFound? Member(ref Utf8JsonReader reader)
    {
        var name = reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;
        var inName = CardText.Find(name);
        var byName = CardNames.Of(name);
        reader.Read();
        if (inName is not CardData.None)
        {
            Value(ref reader);
            return new CardDataFound(inName, Withheld);
        }
        if (LookAlikes.IsMerchantNumber(Known(name), Text(ref reader)))
            return null;
        var told = byName is not CardData.None && Holds(ref reader, byName) ? new CardDataFound(byName, "") : null;
        return (Value(ref reader) is { } found ? told ?? found : told)?.Under(Encoding.UTF8.GetString(name));
    }

    /// <summary>Stands on the first token of a value; ends on its last. Null: clean.</summary>
    public static CardDataFound? Value(ref Utf8JsonReader reader)
    {
        CardDataFound? found = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return InText(ref reader) is var inText and not CardData.None ? new CardDataFound(inText, "") : null;
            case JsonTokenType.Number:
                return InNumber(reader.ValueSpan) is var inNumber and not CardData.None ? new CardDataFound(inNumber, "") : null;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                    found = Member(ref reader) is { } inMember ? found ?? inMember : found;
                return found;
            case JsonTokenType.StartArray:
                for (var at = 0; reader.Read() && reader.TokenType is not JsonTokenType.EndArray; at++)
                    found = Value(ref reader) is { } inItem ? found ?? inItem.Under($"[{at}]") : found;
                return found;
            default:
                return null;
        }
    }

    /// <summary>Stands on a string.</summary>
    public static CardData InText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return CardText.Find(reader.ValueSpan);
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return CardText.Find(buffer.AsSpan(0, reader.CopyString(buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>A number below 10¹² has too few digits before its point to be a card's.</summary>
    public static CardData InNumber(ReadOnlySpan<byte> number) => number.Length >= CardCheck.Shortest
        && Math.Abs(double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture)) >= SmallestNumber
            ? CardNumbers.Find(number)
            : CardData.None;

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.String or JsonTokenType.Number && !reader.ValueIsEscaped ? reader.ValueSpan : [];

    private static string Known(ReadOnlySpan<byte> name) => name.Length <= 14 ? Encoding.UTF8.GetString(name) : "";

    /// <summary>Whether the value can be what the name says: nothing, yes or no are not; a masked number is not either.</summary>
    private static bool Holds(ref Utf8JsonReader reader, CardData kind) => reader.TokenType switch
    {
        JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False => false,
        JsonTokenType.String or JsonTokenType.Number => kind is CardData.Number ? Digits(reader.ValueSpan) >= CardCheck.Shortest : reader.ValueSpan.Length > 0,
        _ => kind is not CardData.Number,
    };

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var digits = 0;
        foreach (var letter in text)
            digits += char.IsAsciiDigit((char)letter) ? 1 : 0;
        return digits;
    }
}

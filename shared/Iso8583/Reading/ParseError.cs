using System.Globalization;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>What is wrong with a message, and where. It never carries content: that may be a card number.</summary>
/// <param name="Field">The field's number, or one of <see cref="MessagePart"/>.</param>
/// <param name="Offset">Byte of the message, from 0, at which the part begins (TPDU and header included).</param>
/// <param name="Reason">What is wrong.</param>
/// <param name="Expected">The number that would be right, where the reason has one.</param>
/// <param name="Found">The number that was found, where the reason has one.</param>
public readonly record struct ParseError(int Field, int Offset, ParseReason Reason, int Expected = 0, int Found = 0)
{
    /// <summary>One sentence in the language of <paramref name="culture"/>.</summary>
    public string In(CultureInfo culture) => Texts.Of(culture, "parse-error", MessagePart.Label(Field), Offset,
        Texts.Of(culture, $"parse-{Reason}", Expected, Found));

    public override string ToString() => In(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace FleetWatch.Iso8583.Codes;

/// <summary>What a value of DE39 means in one scheme.</summary>
/// <param name="Code">The value.</param>
/// <param name="Family">Whose matter it is.</param>
/// <param name="Code87">The code of ISO 8583:1987 that says the same: events carry two characters. Null where there is none.</param>
/// <param name="English">Its meaning in our own words.</param>
/// <param name="Chinese">The same in Simplified Chinese.</param>
public sealed record ResponseCode(string Code, CodeFamily Family, string? Code87, string English, string Chinese)
{
    public string In(CultureInfo culture) => CodeFile.Wording(English, Chinese, culture);
}

using System.Globalization;

namespace FleetWatch.Iso8583.Codes;

/// <summary>How the card got into the terminal.</summary>
/// <param name="Mode">Two digits, as events carry it: those of ISO 8583:1987; 80 is the fallback from chip to stripe.</param>
/// <param name="Kind">manual, stripe, fallback, chip, contactless, code, remote or unknown.</param>
/// <param name="English">In our own words.</param>
/// <param name="Chinese">The same in Simplified Chinese.</param>
public sealed record EntryMode(string Mode, string Kind, string English, string Chinese)
{
    public string In(CultureInfo culture) => CodeFile.Wording(English, Chinese, culture);
}

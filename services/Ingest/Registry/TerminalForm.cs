using System.Globalization;
using System.Text;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Sanitising;

namespace FleetWatch.Ingest.Registry;

/// <summary>One row of the registry as it comes in, from CSV or JSON: texts by column, checked against the table of columns.</summary>
internal static class TerminalForm
{
    private const string NotATimeZone = "not-a-time-zone";
    private const string NotANumber = "not-a-number";

    /// <summary>The columns in the order in which they are exported, and how many characters each may have.</summary>
    public static IReadOnlyList<(string Name, int MaxLength)> Columns { get; } =
    [
        ("terminalId", 64), ("merchantId", 64), ("siteId", 64), ("siteName", 128), ("model", 64), ("softwareVersion", 64), ("latestVersion", 64),
        ("carrier", 64), ("region", 64), ("mcc", 4), ("latitude", 32), ("longitude", 32), ("timeZone", 64),
    ];

    /// <summary>Null: refused, and <paramref name="refusals"/> says why. An empty text is no text.</summary>
    public static TerminalRecord? Read(IReadOnlyDictionary<string, string> row, List<Refusal> refusals)
    {
        foreach (var (name, maxLength) in Columns)
            if (row.TryGetValue(name, out var text))
                CheckText(name, text, maxLength, refusals);
        if (refusals.Count > 0)
            return null;
        var mcc = Text(row, "mcc");
        if (mcc is not null && (mcc.Length != 4 || !mcc.All(char.IsAsciiDigit)))
            refusals.Add(new Refusal("mcc", Reasons.WrongShape));
        var zone = Text(row, "timeZone");
        if (zone is not null && !TimeZones.IsIana(zone))
            refusals.Add(new Refusal("timeZone", NotATimeZone));
        var latitude = Degrees(row, "latitude", 90, refusals);
        var longitude = Degrees(row, "longitude", 180, refusals);
        if (Text(row, "terminalId") is not { } id)
            refusals.Add(new Refusal("terminalId", Reasons.Missing));
        else if (refusals.Count == 0)
            return new TerminalRecord
            {
                TerminalId = id,
                MerchantId = Text(row, "merchantId"),
                SiteId = Text(row, "siteId"),
                SiteName = Text(row, "siteName"),
                Model = Text(row, "model"),
                SoftwareVersion = Text(row, "softwareVersion"),
                LatestVersion = Text(row, "latestVersion"),
                Carrier = Text(row, "carrier"),
                Region = Text(row, "region"),
                Mcc = mcc,
                Latitude = latitude,
                Longitude = longitude,
                TimeZone = zone,
            };
        return null;
    }

    /// <summary>The row's texts in the order of <see cref="Columns"/>.</summary>
    public static IEnumerable<string?> Write(TerminalRecord terminal) =>
    [
        terminal.TerminalId, terminal.MerchantId, terminal.SiteId, terminal.SiteName, terminal.Model, terminal.SoftwareVersion,
        terminal.LatestVersion, terminal.Carrier, terminal.Region, terminal.Mcc,
        terminal.Latitude?.ToString("R", CultureInfo.InvariantCulture), terminal.Longitude?.ToString("R", CultureInfo.InvariantCulture),
        terminal.TimeZone,
    ];

    private static void CheckText(string name, string text, int maxLength, List<Refusal> refusals)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        if (!LookAlikes.IsMerchantNumber(name, utf8) && CardText.Find(utf8) is var found and not CardData.None)
            refusals.Add(new Refusal(name, Reasons.Of(found)));
        else if (text.Length > maxLength)
            refusals.Add(new Refusal(name, Reasons.WrongLength));
        else if (text.Any(char.IsControl))
            refusals.Add(new Refusal(name, Reasons.ControlCharacter));
    }

    private static double? Degrees(IReadOnlyDictionary<string, string> row, string name, double limit, List<Refusal> refusals)
    {
        if (Text(row, name) is not { } text)
            return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) || !double.IsFinite(degrees))
            refusals.Add(new Refusal(name, NotANumber));
        else if (Math.Abs(degrees) > limit)
            refusals.Add(new Refusal(name, Reasons.OutOfRange));
        else
            return degrees;
        return null;
    }

    private static string? Text(IReadOnlyDictionary<string, string> row, string name) =>
        row.TryGetValue(name, out var text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}

using System.Globalization;
using CsvHelper;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Feed;

/// <summary>The registry as CSV, with the columns of the public format in any order.</summary>
internal static class FleetFile
{
    private static readonly string[] Columns = ["terminalId", "merchantId", "siteId", "siteName", "model", "softwareVersion",
        "latestVersion", "carrier", "region", "mcc", "latitude", "longitude", "timeZone"];

    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        SkipEmptyLines = true,
    };

    /// <exception cref="UnusableInputException">A row is no terminal: names line, field and reason.</exception>
    public static IReadOnlyList<TerminalRecord> Read(string path)
    {
        if (!File.Exists(path))
            throw new UnusableInputException(Texts.Of("no-such-file", path));
        using var file = File.OpenRead(path);
        using var csv = CsvReader.Create(file, Reading, leaveOpen: true);
        try
        {
            List<TerminalRecord> fleet = [];
            while (csv.Read())
                fleet.Add(Row(csv, path));
            return fleet;
        }
        catch (CsvFormatException bad)
        {
            throw new UnusableInputException(Texts.Of("bad-fleet-row", path, bad.LineNumber, bad.Member ?? "", bad.Message));
        }
    }

    public static void Write(string path, IEnumerable<TerminalRecord> fleet)
    {
        using var file = File.Create(path);
        Write(file, fleet);
    }

    public static void Write(Stream target, IEnumerable<TerminalRecord> fleet)
    {
        using var csv = CsvWriter.Create(target, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        csv.WriteHeader(Columns.AsSpan());
        foreach (var t in fleet)
            csv.WriteRecord([t.TerminalId, t.MerchantId ?? "", t.SiteId ?? "", t.SiteName ?? "", t.Model ?? "", t.SoftwareVersion ?? "",
                t.LatestVersion ?? "", t.Carrier ?? "", t.Region ?? "", t.Mcc ?? "", Degrees(t.Latitude), Degrees(t.Longitude), t.TimeZone ?? ""]);
    }

    private static TerminalRecord Row(CsvReader csv, string path)
    {
        if (!csv.TryGetFieldIndex("terminalId", out _))
            throw new UnusableInputException(Texts.Of("no-fleet-header", path, string.Join(',', Columns)));
        return new TerminalRecord
        {
            TerminalId = Text(csv, "terminalId") ?? throw Bad(csv, path, "terminalId", Texts.Of("is-missing")),
            MerchantId = Text(csv, "merchantId"),
            SiteId = Text(csv, "siteId"),
            SiteName = Text(csv, "siteName"),
            Model = Text(csv, "model"),
            SoftwareVersion = Text(csv, "softwareVersion"),
            LatestVersion = Text(csv, "latestVersion"),
            Carrier = Text(csv, "carrier"),
            Region = Text(csv, "region"),
            Mcc = Text(csv, "mcc"),
            Latitude = Degrees(csv, path, "latitude", 90),
            Longitude = Degrees(csv, path, "longitude", 180),
            TimeZone = Text(csv, "timeZone"),
        };
    }

    private static string? Text(CsvReader csv, string column) =>
        csv.TryGetFieldIndex(column, out var index) && index < csv.FieldCount && csv.GetString(index) is { Length: > 0 } value ? value : null;

    private static double? Degrees(CsvReader csv, string path, string column, double most)
    {
        if (Text(csv, column) is not { } text)
            return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) <= most
            ? value
            : throw Bad(csv, path, column, Texts.Of("not-degrees", most));
    }

    private static string Degrees(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static UnusableInputException Bad(CsvReader csv, string path, string field, string reason) =>
        new(Texts.Of("bad-fleet-row", path, csv.LineNumber, field, reason));
}

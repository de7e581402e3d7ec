using System.Globalization;
using CsvHelper;

namespace FleetWatch.Ingest.Registry;

/// <summary>How the registry is written as CSV (RFC 4180): comma, UTF-8, a header line.</summary>
internal static class Csv
{
    public const string MediaType = "text/csv";

    /// <summary>No line breaks inside a cell: a quote that is never closed then costs its own row, not the rest of the file.</summary>
    public static CsvReaderOptions Reading(Action<CsvMalformedRecord> malformed) => new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        IncludeValuesInExceptions = false,
        MaxRecordSize = 64 * 1024,
        OnMalformedRecord = malformed,
    };

    public static CsvWriterOptions Writing { get; } = new() { NewLine = "\r\n" };

    /// <summary>A spreadsheet takes a text that begins so for a formula and runs it; an apostrophe before it makes it a text.</summary>
    public static string? Defuse(string? text) => IsFormula(text) ? "'" + text : text;

    /// <summary>Undoes <see cref="Defuse"/>, so that an export can be imported again.</summary>
    public static string Restore(string text) => text.StartsWith('\'') && IsFormula(text[1..]) ? text[1..] : text;

    // A negative number is a number and harmless.
    private static bool IsFormula(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}

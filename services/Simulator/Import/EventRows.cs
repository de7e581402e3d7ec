using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;

namespace FleetWatch.Simulator.Import;

/// <summary>Rows of a CSV file of events as JSON lines: columns are named like the members of the public format.</summary>
internal sealed class EventRows(string header)
{
    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        IncludeValuesInExceptions = false,
    };


    private static readonly HashSet<string> Numbers = ["amountMinor", "latencyMs", "signalDbm", "uptimeSeconds", "attempts", "approvals"];
    private readonly string[] _columns = Cells(header);

    public bool HasType => _columns.Contains("type");

    /// <summary>One row as JSON. What is no number stays text, and Ingest says which field is wrong.</summary>
    public void Write(ReadOnlySpan<byte> row, Stream target)
    {
        var cells = Cells(Encoding.UTF8.GetString(row));
        using var json = new Utf8JsonWriter(target);
        json.WriteStartObject();
        // First, so that a reader knows at once what the rest is.
        foreach (var column in Enumerable.Range(0, Math.Min(cells.Length, _columns.Length)).OrderBy(column => _columns[column] != "type"))
        {
            if (cells[column].Length > 0)
                Member(json, _columns[column], cells[column]);
        }
        json.WriteEndObject();
    }

    private static void Member(Utf8JsonWriter json, string name, string value)
    {
        if (Numbers.Contains(name) && long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            json.WriteNumber(name, number);
        else if (name == "reversal" && bool.TryParse(value, out var yes))
            json.WriteBoolean(name, yes);
        else
            json.WriteString(name, value);
    }

    private static string[] Cells(string row)
    {
        using var csv = CsvReader.FromText(row, Reading);
        return csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)] : [];
    }
}

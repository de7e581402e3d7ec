using CsvHelper;

namespace FleetWatch.Iso8583.Tables;

/// <summary>Reads the lines of a table file (CSV, RFC 4180, comma, a header with exactly the expected columns in any order).</summary>
internal static class TableRows
{
    private static readonly CsvReaderOptions Options = new()
    {
        Separator = ',',
        HasHeader = false,
        AllowLineBreaksInQuotes = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        MaxRecordSize = 64 * 1024,
    };

    public static List<TableRow> Read(TextReader file, string[] columns, List<TableError> errors)
    {
        var rows = new List<TableRow>();
        using var csv = CsvReader.Create(file, Options, leaveOpen: true);
        try
        {
            if (!csv.Read() || !IsHeader(Cells(csv), columns, errors))
                return rows;
            var header = Cells(csv);
            while (csv.Read())
                if (Cells(csv) is var cells && cells.Length == header.Length)
                    rows.Add(new TableRow((int)csv.LineNumber, header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second)));
                else
                    errors.Add(new TableError((int)csv.LineNumber, cells[0], $"has {cells.Length} cells, the header {header.Length}"));
        }
        catch (CsvFormatException bad)
        {
            errors.Add(new TableError((int)bad.LineNumber, bad.Member ?? columns[0], "is not well-formed CSV"));
        }
        return rows;
    }

    private static bool IsHeader(string[] header, string[] columns, List<TableError> errors)
    {
        foreach (var column in columns.Except(header))
            errors.Add(new TableError(1, column, "the column is missing from the first line"));
        foreach (var column in header.Except(columns))
            errors.Add(new TableError(1, column, $"there is no such column; there are {string.Join(", ", columns)}"));
        foreach (var column in header.GroupBy(column => column).Where(group => group.Count() > 1))
            errors.Add(new TableError(1, column.Key, "the column is there twice"));
        return errors.Count == 0;
    }

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];
}

using System.Globalization;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Codes;

/// <summary>Reads the code tables that travel inside the assembly: rows keyed by scheme (with its version) and code.</summary>
internal static class CodeFile
{
    /// <exception cref="FieldTableException">A line is wrong; all of them are listed.</exception>
    public static List<TableRow> Read(string name, params string[] columns)
    {
        using var file = new StreamReader(DataFile.Open(name));
        var errors = new List<TableError>();
        var rows = TableRows.Read(file, columns, errors);
        var keys = new HashSet<string>();
        foreach (var row in rows)
        {
            foreach (var cell in row.Cells.Where(cell => cell.Value.Length == 0))
                errors.Add(new TableError(row.Line, cell.Key, "is empty"));
            if (!keys.Add(string.Join(' ', columns.Take(2).Select(column => row[column]))))
                errors.Add(new TableError(row.Line, columns[1], "is there twice"));
        }
        return errors.Count == 0 ? rows : throw new FieldTableException(name, errors);
    }

    public static string Wording(string english, string chinese, CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "zh" ? chinese : english;
}

using System.Diagnostics;

namespace FleetWatch.Explaining.Refusals;

/// <summary>The tables that travel inside the assembly: comma-separated cells without quotes, one header line.</summary>
internal static class TableFile
{
    /// <exception cref="FormatException">A line has more or fewer cells than the header.</exception>
    public static List<string[]> Rows(string name)
    {
        using var stream = typeof(TableFile).Assembly.GetManifestResourceStream(name) ?? throw new UnreachableException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = lines[0].Split(',').Length;
        var rows = lines.Select(line => line.Split(',')).ToList();
        var wrong = rows.FindIndex(row => row.Length != columns || Array.Exists(row, cell => cell.Length == 0));
        return wrong < 0 ? rows[1..] : throw new FormatException($"{name}, line {wrong + 1}: {columns} cells are needed, none of them empty.");
    }
}

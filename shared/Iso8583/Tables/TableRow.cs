namespace FleetWatch.Iso8583.Tables;

/// <summary>A line of a table file, by column name.</summary>
internal sealed record TableRow(int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells[column];
}

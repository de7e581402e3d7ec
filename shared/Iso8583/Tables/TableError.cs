namespace FleetWatch.Iso8583.Tables;

/// <summary>One thing that is wrong in a table file.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">The column's name, or the row's first cell where the whole row is meant.</param>
/// <param name="Reason">What is wrong and what would be right.</param>
public sealed record TableError(int Line, string Column, string Reason)
{
    public override string ToString() => $"line {Line}, {Column}: {Reason}";
}

namespace FleetWatch.Iso8583.Tables;

/// <summary>A table file cannot be used; <see cref="Errors"/> names everything that is wrong in it, not only the first.</summary>
public sealed class FieldTableException(string table, IReadOnlyList<TableError> errors)
    : Exception($"{table}: {string.Join("; ", errors)}")
{
    public IReadOnlyList<TableError> Errors { get; } = errors;
}

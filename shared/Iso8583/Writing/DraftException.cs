using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Writing;

/// <summary>A draft cannot be written by the table; names the field and the reason, never the value.</summary>
public sealed class DraftException(int field, string reason) : Exception($"{MessagePart.Label(field)}: {reason}")
{
    public int Field { get; } = field;
}

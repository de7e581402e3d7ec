using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <param name="Rule">The table's rule of the field.</param>
/// <param name="Value">What may be shown; null where nothing may.</param>
public sealed record DecodedField(FieldRule Rule, string? Value)
{
    public int Number => Rule.Number;
}

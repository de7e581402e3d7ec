using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Reading;

/// <summary>Whether a message has the fields that its type needs, and none that its type forbids.</summary>
internal static class FieldPresence
{
    /// <param name="table">Says what is needed and forbidden.</param>
    /// <param name="layout">The message.</param>
    /// <param name="end">Its length: where a missing field is missed when nothing follows.</param>
    /// <param name="error">The first thing that is wrong.</param>
    public static bool TryCheck(FieldTable table, MessageLayout layout, int end, out ParseError error)
    {
        error = default;
        for (var field = layout.Next(1); field > 0; field = layout.Next(field))
            if (table.Rule(field) is { } rule && rule.ForbiddenIn.Contains(layout.Mti))
            {
                error = new ParseError(field, Begin(table, layout, field, end), ParseReason.Unexpected);
                return false;
            }
        foreach (var rule in table.RequiredIn(layout.Mti))
            if (!layout.Has(rule.Number))
            {
                error = new ParseError(rule.Number, Begin(table, layout, layout.Next(rule.Number), end), ParseReason.Missing);
                return false;
            }
        return true;
    }

    private static int Begin(FieldTable table, MessageLayout layout, int field, int end) =>
        field > 0 && table.Rule(field) is { } rule ? layout[field].Start - rule.Prefix.Size : end;
}

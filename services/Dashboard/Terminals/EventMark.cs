using System.Globalization;

namespace FleetWatch.Dashboard.Terminals;

/// <summary>An event's place in the list: a whole batch comes at one time, so the time alone is none.</summary>
public sealed record EventMark(DateTimeOffset ReceivedAt, string TerminalId, string EventId, DateTimeOffset OccurredAt)
{
    public override string ToString() => string.Join('/',
        ReceivedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), OccurredAt.UtcTicks.ToString(CultureInfo.InvariantCulture), Uri.EscapeDataString(TerminalId), Uri.EscapeDataString(EventId));

    /// <summary>Null: the text is no place.</summary>
    public static EventMark? Of(string? text) =>
        text?.Split('/') is [var received, var occurred, var terminal, var id] && Moment(received) is { } receivedAt && Moment(occurred) is { } occurredAt
        && Uri.UnescapeDataString(terminal) is var terminalId && Uri.UnescapeDataString(id) is var eventId && !(terminalId + eventId).Any(char.IsControl)
            ? new EventMark(receivedAt, terminalId, eventId, occurredAt)
            : null;

    private static DateTimeOffset? Moment(string ticks) =>
        long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks ? new DateTimeOffset(at, TimeSpan.Zero) : null;
}

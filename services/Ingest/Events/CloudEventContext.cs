namespace FleetWatch.Ingest.Events;

/// <summary>
/// The attributes of a CloudEvent that stand in for what its data leaves out: type, id, time (when it occurred) and subject
/// (which terminal). Where both say something, the data counts; but the types must be the same.
/// </summary>
internal sealed record CloudEventContext(string Id, string Type, DateTimeOffset? Time, string? Subject)
{
    public void FillIn(Draft draft, DateTimeOffset now, EventLimits limits, Action<string?, string> refuse)
    {
        if (!draft.Has(Member.Type))
            draft.Set(Member.Type, Type);
        else if (draft.Text(Member.Type) != Type)
            refuse(Member.Type.Name, Reasons.Disagrees);
        if (!draft.Has(Member.Id))
            draft.Set(Member.Id, Id);
        if (!draft.Has(Member.OccurredAt) && Time is { } time)
        {
            if (Times.Check(time, now, limits) is { } reason)
                refuse("time", reason);
            draft.Set(Member.OccurredAt, time);
        }
        if (!draft.Has(Member.TerminalId) && Subject is { } subject)
            draft.Set(Member.TerminalId, subject);
    }
}

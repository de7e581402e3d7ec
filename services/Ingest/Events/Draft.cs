using FleetWatch.Contracts;

namespace FleetWatch.Ingest.Events;

/// <summary>The members of one line as they are read, one place for each member of the format; used again for the next line.</summary>
internal sealed class Draft
{
    private readonly string?[] _texts = new string?[Member.All.Count];
    private readonly long[] _numbers = new long[Member.All.Count];
    private readonly DateTimeOffset[] _times = new DateTimeOffset[Member.All.Count];
    private int _seen;
    private int _given;

    public void Clear()
    {
        Array.Clear(_texts);
        _seen = _given = 0;
    }

    /// <summary>False: the line had this member before.</summary>
    public bool See(Member member)
    {
        var first = (_seen & Bit(member)) == 0;
        _seen |= Bit(member);
        return first;
    }

    public bool Has(Member member) => (_given & Bit(member)) != 0;
    public bool Saw(Member member) => (_seen & Bit(member)) != 0;
    public void Set(Member member, string text) => (_texts[member.Slot], _given) = (text, _given | Bit(member));
    public void Set(Member member, long number) => (_numbers[member.Slot], _given) = (number, _given | Bit(member));
    public void Set(Member member, DateTimeOffset time) => (_times[member.Slot], _given) = (time, _given | Bit(member));
    public string? Text(Member member) => _texts[member.Slot];
    public DateTimeOffset Time(Member member) => _times[member.Slot];

    /// <summary>Null where the type is not known; what is required must be there.</summary>
    public TerminalEvent? Build() => Text(Member.Type) switch
    {
        EventTypes.TransactionFailed => Failed(),
        EventTypes.TransactionApproved => new TransactionApproved
        {
            Id = Id,
            TerminalId = TerminalId,
            OccurredAt = OccurredAt,
            SentAt = SentAt,
            SoftwareVersion = SoftwareVersion,
            Carrier = Carrier,
            EntryMode = Text(Member.EntryMode),
            Bin = Text(Member.Bin),
            CardRef = Text(Member.CardRef),
        },
        EventTypes.TerminalHeartbeat => Heartbeat(),
        EventTypes.TerminalStarted => new TerminalStarted
        {
            Id = Id,
            TerminalId = TerminalId,
            OccurredAt = OccurredAt,
            SentAt = SentAt,
            SoftwareVersion = SoftwareVersion,
            Carrier = Carrier,
            Reason = Text(Member.Reason),
        },
        EventTypes.TerminalFaulted => new TerminalFaulted
        {
            Id = Id,
            TerminalId = TerminalId,
            OccurredAt = OccurredAt,
            SentAt = SentAt,
            SoftwareVersion = SoftwareVersion,
            Carrier = Carrier,
            Component = Text(Member.Component)!,
            FaultCode = Text(Member.FaultCode), // required of this type, see EventTypes.Required
        },
        EventTypes.SoftwareChanged => new SoftwareChanged
        {
            Id = Id,
            TerminalId = TerminalId,
            OccurredAt = OccurredAt,
            SentAt = SentAt,
            SoftwareVersion = SoftwareVersion,
            Carrier = Carrier,
            FromVersion = Text(Member.FromVersion),
        },
        _ => null,
    };

    // Required of every type, see EventTypes.Required.
    private string Id => Text(Member.Id)!;
    private string TerminalId => Text(Member.TerminalId)!;
    private DateTimeOffset OccurredAt => Time(Member.OccurredAt);
    private DateTimeOffset? SentAt => Has(Member.SentAt) ? Time(Member.SentAt) : null;
    private string? SoftwareVersion => Text(Member.SoftwareVersion);
    private string? Carrier => Text(Member.Carrier);

    private TransactionFailed Failed() => new()
    {
        Id = Id,
        TerminalId = TerminalId,
        OccurredAt = OccurredAt,
        SentAt = SentAt,
        SoftwareVersion = SoftwareVersion,
        Carrier = Carrier,
        ResponseCode = Text(Member.ResponseCode),
        ErrorCode = Text(Member.ErrorCode),
        EntryMode = Text(Member.EntryMode),
        Bin = Text(Member.Bin),
        CardRef = Text(Member.CardRef),
        AmountMinor = Number(Member.AmountMinor),
        Currency = Text(Member.Currency),
        LatencyMs = (int?)Number(Member.LatencyMs),
        Reversal = Number(Member.Reversal) is 1,
    };

    private TerminalHeartbeat Heartbeat() => new()
    {
        Id = Id,
        TerminalId = TerminalId,
        OccurredAt = OccurredAt,
        SentAt = SentAt,
        SoftwareVersion = SoftwareVersion,
        Carrier = Carrier,
        Model = Text(Member.Model),
        SignalDbm = (int?)Number(Member.SignalDbm),
        UptimeSeconds = Number(Member.UptimeSeconds),
        Attempts = (int?)Number(Member.Attempts),
        Approvals = (int?)Number(Member.Approvals),
    };

    private long? Number(Member member) => Has(member) ? _numbers[member.Slot] : null;

    private static int Bit(Member member) => 1 << member.Slot;
}

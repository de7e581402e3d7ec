using System.Text;

namespace FleetWatch.Ingest.Events;

internal enum MemberKind
{
    /// <summary>Any text that people can read.</summary>
    Text,

    /// <summary>ASCII letters and digits.</summary>
    Code,

    /// <summary>ASCII digits.</summary>
    Digits,

    /// <summary>ASCII capital letters.</summary>
    Capitals,
    Whole,
    Flag,
    Time,
}

/// <summary>One member of an event's JSON and what may stand in it. The table is the format.</summary>
internal sealed class Member
{
    private const int Buckets = 128;
    private const long MostSeconds = 9_999_999_999;

    /// <summary>ISO 8583 DE4 has twelve digits.</summary>
    private const long MostMinorUnits = 999_999_999_999;
    private const int MostInAHeartbeat = 1_000_000;
    private const int DayInMilliseconds = 86_400_000;

    private Member(string name, MemberKind kind, long least, long most, bool repeats = false)
    {
        Name = name;
        Utf8 = Encoding.UTF8.GetBytes(name);
        (Kind, Least, Most, Repeats) = (kind, least, most, repeats);
    }

    public static Member Type { get; } = new("type", MemberKind.Text, 1, 64, repeats: true);
    public static Member Id { get; } = new("id", MemberKind.Text, 1, 64);
    public static Member TerminalId { get; } = new("terminalId", MemberKind.Text, 1, 64, repeats: true);
    public static Member OccurredAt { get; } = new("occurredAt", MemberKind.Time, 0, 0);
    public static Member SentAt { get; } = new("sentAt", MemberKind.Time, 0, 0);
    public static Member SoftwareVersion { get; } = new("softwareVersion", MemberKind.Text, 1, 64, repeats: true);
    public static Member Carrier { get; } = new("carrier", MemberKind.Text, 1, 64, repeats: true);
    public static Member ResponseCode { get; } = new("responseCode", MemberKind.Code, 2, 2, repeats: true);
    public static Member ErrorCode { get; } = new("errorCode", MemberKind.Text, 1, 64, repeats: true);
    public static Member EntryMode { get; } = new("entryMode", MemberKind.Digits, 2, 2, repeats: true);
    public static Member Bin { get; } = new("bin", MemberKind.Digits, 1, 8, repeats: true);
    public static Member CardRef { get; } = new("cardRef", MemberKind.Text, 1, 64);
    public static Member AmountMinor { get; } = new("amountMinor", MemberKind.Whole, 0, MostMinorUnits);
    public static Member Currency { get; } = new("currency", MemberKind.Capitals, 3, 3, repeats: true);
    public static Member LatencyMs { get; } = new("latencyMs", MemberKind.Whole, 0, DayInMilliseconds);
    public static Member Reversal { get; } = new("reversal", MemberKind.Flag, 0, 0);
    public static Member Model { get; } = new("model", MemberKind.Text, 1, 64, repeats: true);
    public static Member SignalDbm { get; } = new("signalDbm", MemberKind.Whole, -200, 0);
    public static Member UptimeSeconds { get; } = new("uptimeSeconds", MemberKind.Whole, 0, MostSeconds);
    public static Member Attempts { get; } = new("attempts", MemberKind.Whole, 0, MostInAHeartbeat);
    public static Member Approvals { get; } = new("approvals", MemberKind.Whole, 0, MostInAHeartbeat);
    public static Member Reason { get; } = new("reason", MemberKind.Text, 1, 64, repeats: true);
    public static Member Component { get; } = new("component", MemberKind.Text, 1, 64, repeats: true);
    public static Member FaultCode { get; } = new("faultCode", MemberKind.Text, 1, 64, repeats: true);
    public static Member FromVersion { get; } = new("fromVersion", MemberKind.Text, 1, 64, repeats: true);

    public static IReadOnlyList<Member> All { get; } =
    [
        Type, Id, TerminalId, OccurredAt, SentAt, SoftwareVersion, Carrier, ResponseCode, ErrorCode, EntryMode, Bin, CardRef, AmountMinor,
        Currency, LatencyMs, Reversal, Model, SignalDbm, UptimeSeconds, Attempts, Approvals, Reason, Component, FaultCode, FromVersion,
    ];

    private static readonly Member[][] Table = Hashed();

    public string Name { get; }
    public MemberKind Kind { get; }

    /// <summary>Characters of a text, or the value of a number.</summary>
    public long Least { get; }
    public long Most { get; }

    /// <summary>The same few texts come again and again, so one string serves for all.</summary>
    public bool Repeats { get; }

    /// <summary>Its place in <see cref="All"/>.</summary>
    public int Slot { get; private set; }
    private byte[] Utf8 { get; }

    public static Member? Find(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return null;
        foreach (var member in Table[Bucket(name)])
            if (name.SequenceEqual(member.Utf8))
                return member;
        return null;
    }

    private static Member[][] Hashed()
    {
        for (var slot = 0; slot < All.Count; slot++)
            All[slot].Slot = slot;
        var byBucket = All.ToLookup(member => Bucket(member.Utf8));
        return [.. Enumerable.Range(0, Buckets).Select(bucket => byBucket[bucket].ToArray())];
    }

    private static int Bucket(ReadOnlySpan<byte> name) => (name[0] * 3 + name[^1] * 7 + name.Length) % Buckets;
}

using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;

namespace FleetWatch.Reporting.Facts;

/// <summary>
/// What one week's report is counted from: a set of rows, so that events may come twice, late and in any order, and facts of parts of the
/// feed may be united. Memory: 48 bytes a terminal, 40 a failure, 24 a heartbeat that counted something, 8 to 16 an event for its id;
/// where hours are told of instead, 340 bytes a terminal.
/// Not safe for concurrent use.
/// </summary>
public sealed class WeekFacts(ReportWeek week, Roster roster)
{
    private const int MillisecondsAnHour = 3_600_000;
    private static readonly TimeSpan LeastGap = TimeSpan.FromMinutes(10);
    private readonly SeenIds _seen = new();
    private HalfHours[] _heard = [];
    private (int Millisecond, int Version)[] _version = [];
    private HalfHours _anything;
    private HalfHours _unwatched;

    public ReportWeek Week => week;
    public Roster Roster => roster;

    /// <summary>Events of the week that were counted, repeats left out.</summary>
    public int Events => _seen.Count + Hours.Count;
    internal Rows<FailureRow> Failures { get; } = new();
    internal Rows<CountRow> Counts { get; } = new();
    internal HourCounts Hours { get; } = new(week.Hours + 1);
    internal Names Codes { get; } = new();
    internal Names Families { get; } = new();
    internal Names Bins { get; } = new();
    internal Names Currencies { get; } = new();
    internal Names Versions { get; } = new();

    /// <summary>Takes one event in; one that is not of this week changes nothing.</summary>
    public void Take(TerminalEvent next)
    {
        // What is delivered late was not heard when it happened: without its line a terminal sells nothing.
        Hear(next.TerminalId, next.SentAt ?? next.OccurredAt);
        var at = next.OccurredAt;
        if (!week.Holds(at) || !_seen.Add(SeenIds.Fingerprint(next.Id)))
            return;
        var terminal = roster.NumberOf(next.TerminalId);
        var time = Time(at);
        Note(terminal, time, next.SoftwareVersion);
        switch (next)
        {
            case TransactionFailed failed:
                Failures.Add(Row(failed, terminal, time));
                break;
            case TerminalHeartbeat { Attempts: { } attempts } beat:
                if (attempts > 0 || beat.Approvals > 0)
                    Counts.Add(new CountRow { Id = SeenIds.Fingerprint(next.Id), Terminal = terminal, Millisecond = time, Attempts = attempts, Approvals = beat.Approvals ?? 0 });
                break;
            case TransactionApproved:
                Counts.Add(new CountRow { Id = SeenIds.Fingerprint(next.Id), Terminal = terminal, Millisecond = time, Attempts = -1, Approvals = 1 });
                break;
            default:
                break;
        }
    }

    /// <summary>Takes an hour's line of a stream in, where heartbeats themselves are not kept; both halves of the hour count as heard.</summary>
    public void Take(HourlyActivity hour) =>
        Take(new TerminalHour(hour.TerminalId, hour.Hour) { HeardFirstHalf = true, HeardSecondHalf = true, Attempts = hour.Attempts, Approvals = hour.Approvals });

    /// <summary>Takes a terminal's hour in, where its heartbeats themselves are not kept. What it counted belongs to the week in which the hour begins.</summary>
    public void Take(TerminalHour hour)
    {
        if (hour.HeardFirstHalf)
            Hear(hour.TerminalId, hour.Hour);
        if (hour.HeardSecondHalf)
            Hear(hour.TerminalId, hour.Hour.AddMinutes(ReportWeek.SlotMinutes));
        var attempts = Math.Max(hour.Attempts, hour.Approvals);
        if (!week.Holds(hour.Hour) || attempts <= 0)
            return;
        var (terminal, id) = (roster.NumberOf(hour.TerminalId), SeenIds.Fingerprint(hour.TerminalId, hour.Hour.UtcTicks));
        if (attempts <= HourCounts.Most)
            Hours.Add(terminal, Time(hour.Hour) / MillisecondsAnHour, attempts);
        else if (_seen.Add(id))
            Counts.Add(new CountRow { Id = id, Terminal = terminal, Millisecond = Time(hour.Hour), Attempts = hour.Attempts, Approvals = hour.Approvals });
    }

    /// <summary>
    /// Takes failures of one code in one hour in, where they are not kept one by one: they count in the middle of the hour, each as a customer of its
    /// own with an equal share of the amount.
    /// </summary>
    public void Take(HourFailures hour)
    {
        if (!week.Holds(hour.Hour))
            return;
        var (terminal, time) = (roster.NumberOf(hour.TerminalId), Time(hour.Hour.AddMinutes(ReportWeek.SlotMinutes)));
        for (var at = 0; at < hour.Failures; at++)
        {
            var id = SeenIds.Fingerprint($"{hour.TerminalId}/{hour.Code}/{hour.Currency}/{at}", hour.Hour.UtcTicks);
            if (_seen.Add(id))
                Failures.Add(new FailureRow
                {
                    Id = id,
                    Terminal = terminal,
                    Millisecond = time,
                    Code = (short)Codes.Of(hour.Code),
                    Family = (byte)Families.Of(RefusalFamily.OfCode(hour.Code)),
                    AmountMinor = hour.AmountMinor / hour.Failures,
                    Currency = hour.Currency.Length == 0 ? (byte)0 : (byte)Currencies.Of(hour.Currency),
                });
        }
    }

    /// <summary>Nobody listened then: half hours of which ten minutes or more are in it say nothing of terminals that were not heard.</summary>
    public void TakeGap(DateTimeOffset from, DateTimeOffset until)
    {
        for (var slot = 0; slot < week.Slots; slot++)
        {
            var (start, end) = (week.SlotStart(slot), week.SlotStart(slot + 1));
            if ((until < end ? until : end) - (from > start ? from : start) >= LeastGap)
                _unwatched.Set(slot);
        }
    }

    /// <summary>Takes in what other facts of the same week hold and these do not yet: order does not matter, nor does what both hold.</summary>
    /// <exception cref="ArgumentException">They are of another week or another roster.</exception>
    public void Unite(WeekFacts other)
    {
        if (other.Week.From != week.From || !ReferenceEquals(other.Roster, roster))
            throw new ArgumentException("Only facts of the same week and roster can be united.", nameof(other));
        for (var at = 0; at < Math.Min(other._heard.Length, roster.Count); at++)
            HeardOf(at).Unite(other._heard[at]);
        for (var at = 0; at < other._version.Length; at++)
            if (other._version[at].Version > 0)
                Note(at, other._version[at].Millisecond, other.Versions[other._version[at].Version]);
        _anything.Unite(other._anything);
        _unwatched.Unite(other._unwatched);
        for (var at = 0; at < other.Failures.Count; at++)
            if (_seen.Add(other.Failures[at].Id))
                Failures.Add(Renamed(other.Failures[at], other));
        for (var at = 0; at < other.Counts.Count; at++)
            if (_seen.Add(other.Counts[at].Id))
                Counts.Add(other.Counts[at]);
        Hours.Unite(other.Hours);
    }

    /// <summary>Whether anything at all of the fleet was heard in a half hour.</summary>
    internal bool AnythingHeard(int slot) => _anything.Has(slot);

    /// <summary>Whether it is known that nobody listened in a half hour.</summary>
    internal bool Unwatched(int slot) => _unwatched.Has(slot);

    internal HalfHours Heard(int terminal) => terminal < _heard.Length ? _heard[terminal] : default;

    /// <summary>The version that the terminal told of last, or the registry's; null: neither says.</summary>
    internal string? VersionOf(int terminal) =>
        terminal < _version.Length && _version[terminal].Version is > 0 and var version ? Versions[version] : roster[terminal].SoftwareVersion;

    private FailureRow Row(TransactionFailed failed, int terminal, int time) => new()
    {
        Id = SeenIds.Fingerprint(failed.Id),
        Terminal = terminal,
        Millisecond = time,
        Card = failed.CardRef is null ? 0 : (int)(SeenIds.Fingerprint(failed.CardRef) | 1),
        Bin = Bins.Of(failed.Bin),
        Code = (short)Codes.Of(failed.ErrorCode ?? failed.ResponseCode),
        Family = (byte)Families.Of(RefusalFamily.Of(failed)),
        AmountMinor = failed.AmountMinor ?? 0,
        Currency = failed.AmountMinor is null ? (byte)0 : (byte)Currencies.Of(failed.Currency),
    };

    private FailureRow Renamed(FailureRow row, WeekFacts of) => row with
    {
        Bin = Bins.Of(Told(of.Bins[row.Bin])),
        Code = (short)Codes.Of(Told(of.Codes[row.Code])),
        Family = (byte)Families.Of(of.Families[row.Family]),
        Currency = (byte)Currencies.Of(Told(of.Currencies[row.Currency])),
    };

    private static string? Told(string name) => name.Length == 0 ? null : name;

    private int Time(DateTimeOffset at) => (int)((at - week.From).Ticks / TimeSpan.TicksPerMillisecond);

    private void Hear(string terminalId, DateTimeOffset at)
    {
        if (!week.Holds(at))
            return;
        var slot = week.SlotOf(at);
        HeardOf(roster.NumberOf(terminalId)).Set(slot);
        _anything.Set(slot);
    }

    private ref HalfHours HeardOf(int terminal)
    {
        if (terminal >= _heard.Length)
            Array.Resize(ref _heard, Math.Max(roster.Count, (terminal + 1) * 5 / 4));
        return ref _heard[terminal];
    }

    // Of two versions told in the same millisecond the later name counts, so that the order of arrival does not.
    private void Note(int terminal, int time, string? version)
    {
        if (version is null)
            return;
        if (terminal >= _version.Length)
            Array.Resize(ref _version, Math.Max(roster.Count, (terminal + 1) * 5 / 4));
        ref var known = ref _version[terminal];
        if (known.Version == 0 || time > known.Millisecond || (time == known.Millisecond && string.CompareOrdinal(version, Versions[known.Version]) > 0))
            known = (time, Versions.Of(version));
    }
}

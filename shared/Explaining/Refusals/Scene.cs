using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>A case with its questions prepared: who failed alike, where and when.</summary>
internal sealed class Scene
{
    /// <summary>What happens so close belongs to the same trouble.</summary>
    public static readonly TimeSpan Near = TimeSpan.FromHours(2);

    /// <summary>One customer's visit at the till.</summary>
    public static readonly TimeSpan Visit = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan ADay = TimeSpan.FromHours(24);

    /// <summary>Of a day, customers come in about so many.</summary>
    private const double TradingHours = 13;

    /// <summary>What a terminal is taken to try in an hour, where no counters are read.</summary>
    private const int AttemptsAnHour = 6;

    private readonly RefusalCase _given;
    private readonly List<(TransactionFailed Failure, string Family)> _failures;

    public Scene(RefusalCase given)
    {
        _given = given;
        Scheme = given.Scheme ?? RefusalTables.SchemeOf(given.Failure.Bin);
        Row = RefusalTables.Code(given.Failure, Scheme);
        Around = [.. given.Around.DistinctBy(other => (other.TerminalId, other.Id)).OrderBy(other => other.OccurredAt).ThenBy(other => other.Id, StringComparer.Ordinal)];
        _failures = [.. Around.OfType<TransactionFailed>().Where(other => !IsIt(other)).Select(other => (other, FamilyOf(other)))];
    }

    public RefusalCase Given => _given;

    /// <summary>Every event once, the earliest first, however they came.</summary>
    public IReadOnlyList<TerminalEvent> Around { get; }
    public TransactionFailed It => _given.Failure;
    public string Scheme { get; }
    public CodeRow Row { get; }
    public TerminalRecord? Record => _given.Fleet.GetValueOrDefault(It.TerminalId);

    public TerminalRecord? RecordOf(TerminalEvent other) => _given.Fleet.GetValueOrDefault(other.TerminalId);

    /// <summary>The version that ran: the event's word before the registry's.</summary>
    public string? Version => It.SoftwareVersion ?? Record?.SoftwareVersion;

    /// <summary>Failures of the same family so near in time, of other cards than this one.</summary>
    public IEnumerable<TransactionFailed> Alike(TimeSpan within) => _failures
        .Where(other => other.Family == Row.Family && Distance(other.Failure) <= within && !IsSameCard(other.Failure)).Select(other => other.Failure);

    /// <summary>The same of the day before that: what is usual.</summary>
    public IEnumerable<TransactionFailed> AlikeBefore => _failures
        .Where(other => other.Family == Row.Family && It.OccurredAt - other.Failure.OccurredAt is var ago && ago > Near && ago <= Near + ADay && !IsSameCard(other.Failure))
        .Select(other => other.Failure);

    /// <summary>How much of the time near it is known: what is asked at once has no afterwards yet.</summary>
    public TimeSpan KnownNear => Near + TimeSpan.FromTicks(Math.Clamp((_given.Looked.Until - It.OccurredAt).Ticks, 0, Near.Ticks));

    /// <summary>How many to expect so near in time where so many came in the day before.</summary>
    public double Usual(int before) => UsualAnHour(before) * KnownNear.TotalHours;

    public static double UsualAnHour(int before) => before / TradingHours;

    /// <summary>How many so near in time are nobody's fault, at so many terminals.</summary>
    public double Everyday(int terminals) => terminals * AttemptsAnHour * KnownNear.TotalHours * RefusalTables.Everyday(Row.Family);

    /// <summary>Everything else that was tried with this card, the earliest first; empty where the card is not known.</summary>
    public IEnumerable<(TransactionFailed Failure, string Family)> SameCard => _failures.Where(other => IsSameCard(other.Failure));

    public IEnumerable<TransactionApproved> Approvals(TimeSpan within) => Around.OfType<TransactionApproved>().Where(other => Distance(other) <= within);

    public IEnumerable<T> Here<T>() where T : TerminalEvent => Around.OfType<T>().Where(other => other.TerminalId == It.TerminalId);

    public bool IsSameCard(TransactionFailed other) => It.CardRef is { } card && other.CardRef == card;

    public TimeSpan Distance(TerminalEvent other) => (other.OccurredAt - It.OccurredAt).Duration();

    /// <summary>Attempts that the terminal's hourly lines and approvals tell of; null where nothing counted them.</summary>
    public int? AttemptsHere(TimeSpan within)
    {
        var hours = _given.Facts.OfType<HourlyActivity>().Where(hour => hour.TerminalId == It.TerminalId
            && hour.Hour + TimeSpan.FromHours(1) > It.OccurredAt - within && hour.Hour < It.OccurredAt + within).ToList();
        return hours.Count > 0 ? hours.Sum(hour => hour.Attempts) : null;
    }

    /// <summary>The other terminals of the site.</summary>
    public IEnumerable<string> Neighbours => Record?.SiteId is not { } site ? []
        : _given.Fleet.Values.Where(other => other.SiteId == site && other.TerminalId != It.TerminalId).Select(other => other.TerminalId);

    /// <summary>What a terminal is known to have tried so near in time: by its counters, or else one by one.</summary>
    public int Tried(string terminalId, TimeSpan within) => Math.Max(
        _given.Facts.OfType<HourlyActivity>().Where(hour => hour.TerminalId == terminalId && (hour.Hour + TimeSpan.FromMinutes(30) - It.OccurredAt).Duration() <= within)
            .Sum(hour => hour.Attempts),
        Around.Count(other => other.TerminalId == terminalId && other is TransactionFailed or TransactionApproved && Distance(other) <= within));

    private bool IsIt(TransactionFailed other) => other.Id == It.Id && other.TerminalId == It.TerminalId;

    private static string FamilyOf(TransactionFailed other) => RefusalTables.Code(other, RefusalTables.SchemeOf(other.Bin)).Family;
}

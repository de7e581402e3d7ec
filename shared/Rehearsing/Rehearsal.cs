using FleetWatch.Contracts;
using FleetWatch.Detection;
using FleetWatch.Incidents;

namespace FleetWatch.Rehearsing;

/// <summary>
/// Ingest's clock, Analysis and Alerting in one, on a feed's own time and without any server: the same detector, the same decisions
/// about incidents and pages, ticks between the events as Ingest sends them.
/// </summary>
public sealed class Rehearsal
{
    private const string Organisation = "backtest";
    private readonly FleetDetector _detector;
    private readonly IncidentBook _book;
    private readonly IReadOnlyList<TerminalRecord> _fleet;
    private readonly TimeSpan _tick;
    private readonly Action<DetectionOutput, DateTimeOffset>? _heard;
    private readonly Action<IncidentEvent>? _told;
    private readonly FeedClock _clock = new();
    private DateTimeOffset _nextTick;

    /// <param name="fleet">The registry, as it is from the feed's first moment on.</param>
    /// <param name="settings">What is tried out.</param>
    /// <param name="heard">Told of everything that the detector finds, at the feed's time.</param>
    /// <param name="told">Told of everything that happens to incidents.</param>
    public Rehearsal(IReadOnlyList<TerminalRecord> fleet, BacktestSettings settings, Action<DetectionOutput, DateTimeOffset>? heard = null,
        Action<IncidentEvent>? told = null)
    {
        _heard = heard;
        _told = told;
        _fleet = fleet;
        _tick = settings.TickEvery;
        _detector = new FleetDetector(Organisation, settings.Detection);
        _book = new IncidentBook(settings.Incidents);
    }

    public int Events { get; private set; }
    public int Repeats { get; private set; }
    public int Failures { get; private set; }
    public DateTimeOffset? Until => _clock.Now;

    /// <summary>How much of what should come does not.</summary>
    public FeedHealth Feed => _detector.Feed;

    /// <summary>All incidents so far, in the order in which they opened.</summary>
    public IReadOnlyCollection<Incident> Incidents => _book.Incidents;

    public void Take(TerminalEvent next)
    {
        var begins = _clock.Now is null;
        var now = _clock.Take(next);
        if (begins)
            Begin(now);
        for (; _nextTick <= now; _nextTick += _tick)
            Decide(_detector.Advance(_nextTick), _nextTick);
        Events++;
        if (!_detector.Observe(next, now))
            Repeats++;
        else if (next is TransactionFailed)
            Failures++;
    }

    /// <summary>The registry has learned something while the feed runs.</summary>
    public void Apply(RegistryEvent change) => _detector.Apply(change);

    /// <summary>The feed is over: what is still to be said is said at its last moment.</summary>
    public void End()
    {
        if (_clock.Now is { } now)
            Decide(_detector.Advance(now), now);
    }

    private void Begin(DateTimeOffset now)
    {
        foreach (var terminal in _fleet)
            _detector.Apply(new TerminalRegistered { TerminalId = terminal.TerminalId, At = now, Terminal = terminal });
        _nextTick = now + _tick;
    }

    private void Decide(DetectionOutput found, DateTimeOffset now)
    {
        _heard?.Invoke(found, now);
        foreach (var news in found.Findings)
            foreach (var happened in _book.Take(news, now))
                _told?.Invoke(happened);
    }
}

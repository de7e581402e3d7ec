using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Baselines;
using FleetWatch.Detection.Causes;
using FleetWatch.Detection.Explanation;
using FleetWatch.Detection.Findings;
using FleetWatch.Detection.Fleet;
using FleetWatch.Detection.Presence;
using FleetWatch.Detection.Sequential;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection;

/// <summary>
/// The detection core of one organisation's fleet: a deterministic state machine with no clock, randomness or I/O. The same
/// inputs in the same order give the same findings with the same ids. Not safe for concurrent use: one caller drives it.
/// </summary>
public sealed class FleetDetector
{
    /// <summary>How many events before its turn one is to be expected: time for the three steps of <c>ReadAhead</c>.</summary>
    public const int Ahead = 4;

    private static readonly byte[] Format = "FWDI"u8.ToArray();
    private static readonly long SweepEvery = TimeSpan.FromSeconds(60).Ticks;
    private static readonly long Remembered = TimeSpan.FromHours(48).Ticks;
    private static readonly long SettlesAfter = TimeSpan.FromHours(24).Ticks;
    private static readonly long WrongClock = TimeSpan.FromSeconds(60).Ticks;
    private readonly FleetMap _fleet = new();
    private readonly Repeats _repeats = new();
    private readonly FailureRates _rates;
    private readonly ActivityHistory _history;
    private readonly Exposures _exposures;
    private readonly ObservationLog _log = new();
    private readonly StreamTable _streams = new();
    private readonly FindingBook _book;
    private readonly PresenceWatch _presence;
    private readonly Diagnosis _diagnosis;
    private readonly SilenceWatch _silences;
    private readonly RecoveryTest _recovery;
    private readonly CardWatch _cards;
    private readonly AttemptLedger _attempts;
    private readonly ReadAhead _ahead;
    private long _now;
    private long _swept;
    private long _settled;

    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A setting is out of its range.</exception>
    public FleetDetector(string organisation, DetectionSettings settings)
    {
        System.ComponentModel.DataAnnotations.Validator.ValidateObject(settings, new(settings), validateAllProperties: true);
        Organisation = organisation;
        Settings = settings;
        _history = new ActivityHistory(_fleet);
        _exposures = new Exposures(_fleet);
        _rates = new FailureRates(settings, _exposures);
        _book = new FindingBook(_fleet);
        _presence = new PresenceWatch(_fleet, _history);
        _attempts = new AttemptLedger(_fleet, _presence, _rates, _history, _exposures);
        _ahead = new ReadAhead(_fleet, _repeats, _presence, _history, _exposures);
        var budget = new Budget(_fleet, settings);
        var localiser = new Localiser(_fleet, _history, _log, _rates, budget, _book, _presence);
        var picture = new FindingPicture(organisation, _fleet, _rates, new Beside(_fleet, _log, _rates, _exposures, _presence, new ScopeActivity(_fleet, _history, _presence)),
            new Concentration(_fleet, _log, _rates, _history, _presence));
        _diagnosis = new Diagnosis(organisation, _fleet, _rates, _log, _streams, _book, localiser, budget, _exposures, picture);
        _silences = new SilenceWatch(_fleet, _presence, _book, _diagnosis);
        _recovery = new RecoveryTest(organisation, _book, _exposures, _rates, _fleet);
        _cards = new CardWatch(organisation, _fleet, _diagnosis.News);
    }

    /// <summary>Whose fleet this is.</summary>
    public string Organisation { get; }

    public DetectionSettings Settings { get; }

    /// <summary>The feed's own time: the latest <c>now</c> or reception time seen.</summary>
    public DateTimeOffset Now => new(_now, TimeSpan.Zero);

    /// <summary>How much of what should come does not.</summary>
    public FeedHealth Feed => new(_presence.MissedEverywhere, _attempts.FailuresMissed, _presence.Beatless.AttemptsUntold);

    /// <summary>Observations and terminals looked at in search of explanations: the measure of what failures cost, whatever the machine.</summary>
    internal long Visited => _diagnosis.Visited;

    /// <summary>A terminal was registered, changed or retired.</summary>
    public void Apply(RegistryEvent change)
    {
        switch (change)
        {
            case TerminalRegistered registered: Register(registered.Terminal); break;
            case TerminalChanged changed: Register(changed.Terminal); break;
            case TerminalRetired: _fleet.Retire(change.TerminalId); break;
        }
    }

    /// <summary>
    /// Says what will be observed after <see cref="Ahead"/> - 1 others: what it touches is then at hand. Whoever knows may say it; it changes nothing
    /// but the time that it takes.
    /// </summary>
    public void Expect(TerminalEvent soon)
    {
        ArgumentNullException.ThrowIfNull(soon);
        _ahead.Expect(soon);
    }

    /// <summary>Takes one event in. Returns false where it repeats one that was taken already; then nothing changes.</summary>
    /// <param name="observed">The event, from any time: late and out of order are normal.</param>
    /// <param name="receivedAt">When Ingest received it; does not fall between calls.</param>
    public bool Observe(TerminalEvent observed, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(observed);
        _now = Math.Max(_now, receivedAt.UtcTicks);
        var (terminal, id) = _ahead.Of(observed);
        if (!_repeats.IsNew(terminal, id))
            return false;
        if (_fleet.Reports(terminal, observed.SoftwareVersion) is { } before)
            _history.Moved(terminal, before);
        var ended = _presence.EndedHour(terminal, _now);
        if (ended is not null)
            _diagnosis.Facts.Add(ended);
        switch (observed)
        {
            case TransactionFailed failure: Failed(failure, terminal); break;
            case TransactionApproved: _attempts.Approved(terminal, Math.Min(_now, observed.OccurredAt.UtcTicks), _now); break;
            case TerminalHeartbeat beat: Beat(beat, terminal); break;
            default: Heard(terminal, false); break;
        }
        return true;
    }

    /// <summary>Moves the feed's time on and hands out what was found since the last call.</summary>
    public DetectionOutput Advance(DateTimeOffset now)
    {
        _now = Math.Max(_now, now.UtcTicks);
        if (_now - _swept >= SweepEvery)
            Sweep();
        _diagnosis.Resume(_now);
        if (_diagnosis.News.Count == 0 && _diagnosis.Facts.Count == 0)
            return DetectionOutput.Empty;
        var output = new DetectionOutput([.. _diagnosis.News], [.. _diagnosis.Facts]);
        _diagnosis.News.Clear();
        _diagnosis.Facts.Clear();
        return output;
    }

    /// <summary>Writes the whole state, in a versioned binary format of its own; what was found must have been handed out before.</summary>
    /// <exception cref="InvalidOperationException">Something found waits for <see cref="Advance"/>.</exception>
    public void Save(Stream target)
    {
        if (_diagnosis.News.Count > 0)
            throw new InvalidOperationException("Advance before saving: findings wait to be handed out.");
        using var writer = new BinaryWriter(target, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Format);
        writer.Write(_now);
        writer.Write(_swept);
        writer.Write(_settled);
        _fleet.Write(writer);
        _repeats.Write(writer);
        _rates.Write(writer);
        _history.Write(writer);
        _exposures.Write(writer);
        _log.Write(writer);
        _streams.Write(writer);
        _book.Write(writer);
        _presence.Write(writer);
        _cards.Write(writer);
        _diagnosis.Write(writer);
        _attempts.Write(writer);
        writer.Write(Format);
    }

    /// <summary>Reads a state that <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The state is damaged or of an unknown format; replay the log instead.</exception>
    public static FleetDetector Load(Stream source, string organisation, DetectionSettings settings)
    {
        var detector = new FleetDetector(organisation, settings);
        using var reader = new BinaryReader(source, System.Text.Encoding.UTF8, leaveOpen: true);
        try
        {
            detector.Read(reader);
        }
        catch (Exception damaged) when (damaged is IOException or ArgumentException or OverflowException or FormatException)
        {
            throw new InvalidDataException("The state of the detector is damaged.", damaged);
        }
        return detector;
    }

    private void Read(BinaryReader reader)
    {
        CheckFormat(reader);
        _now = reader.ReadInt64();
        _swept = reader.ReadInt64();
        _settled = reader.ReadInt64();
        _fleet.Read(reader);
        _repeats.Read(reader);
        _rates.Read(reader);
        _history.Read(reader);
        _exposures.Read(reader);
        _log.Read(reader);
        _streams.Read(reader);
        _book.Read(reader);
        _presence.Read(reader);
        _cards.Read(reader);
        _diagnosis.Read(reader);
        _attempts.Read(reader);
        CheckFormat(reader);
    }

    private static void CheckFormat(BinaryReader reader)
    {
        if (!reader.ReadBytes(Format.Length).AsSpan().SequenceEqual(Format))
            throw new InvalidDataException("The state of the detector is of another format, or damaged.");
    }

    // One that was heard before it was registered, or is registered anew, keeps what is known of it, by its new groups and its new hours.
    private void Register(TerminalRecord record)
    {
        var known = _fleet.Terminals;
        var terminal = _fleet.Of(record.TerminalId);
        var before = _fleet.LookOf(terminal);
        _fleet.Register(record);
        if (terminal == known)
            return;
        _history.Moved(terminal, before);
        _presence.Moved(terminal, _fleet.LookOf(terminal).OffsetMinutes(_now) - before.OffsetMinutes(_now));
    }

    private void Failed(TransactionFailed failure, int terminal)
    {
        var symptom = SymptomTable.Of(failure);
        var one = FailedTry.Of(failure, terminal, symptom);
        _repeats.Needed(one);
        var at = TrueTime(failure, terminal);
        if (_now - at < TimeSpan.TicksPerMinute)
        {
            Heard(terminal, false);
            if (failure.ResponseCode is not null)
                _presence.Beatless.Answered(terminal, _now);
        }
        var issuer = failure.Bin is { Length: > 0 } bin ? _fleet.GroupOf(ScopeKind.Issuer, bin) : -1;
        Carried(failure, terminal, issuer, symptom, one.Card, at);
        var told = _repeats.Of(one, at);
        if (told == Telling.Retry)
            _attempts.Retried(terminal, at);
        if (told != Telling.News)
            return;
        _attempts.Failed(terminal, at, _now);
        if (symptom == Symptom.Funds)
            _attempts.Declined(terminal);
        _diagnosis.Take(new Observation(at, terminal, issuer, symptom, one.Card, _rates.Of(symptom, terminal, issuer, at), 0), _now);
    }

    // Every try of a card says something about the card, also the one that is no news of the terminal.
    private void Carried(TransactionFailed failure, int terminal, int issuer, Symptom symptom, ulong card, long at)
    {
        var look = CardLook.Of(symptom, failure);
        if (look < 0 || failure.CardRef is null)
            return;
        var rate = _rates.OfOneCard(symptom, terminal, issuer, at);
        if (_book.Explaining(new Observation(at, terminal, issuer, symptom, card, rate, 0)) is null)
            _cards.Failed(failure.CardRef, card, look, terminal, at, rate, _now);
    }

    private void Beat(TerminalHeartbeat beat, int terminal)
    {
        var ahead = beat.SentAt is { } sent ? beat.OccurredAt.UtcTicks - sent.UtcTicks : 0;
        _presence.ClockIsAhead(terminal, Math.Abs(ahead) > WrongClock ? ahead : 0, WrongClock);
        var (last, wasSupposed) = (_presence[terminal].LastBeat, _presence[terminal].LivesUnheard);
        Heard(terminal, true);
        _attempts.Beat(beat, terminal, _now, _now - last, wasSupposed);
    }

    private void Heard(int terminal, bool beat)
    {
        if (_presence.Heard(terminal, _now, beat) is { } since)
            _diagnosis.Facts.Add(new TerminalHeardAgain { TerminalId = _fleet.Seat(terminal).TerminalId, At = Now, SilentSince = new(since, TimeSpan.Zero) });
    }

    // The terminal's clock may be wrong: by as much as its heartbeats, sent at once, were.
    private long TrueTime(TransactionFailed failure, int terminal) =>
        Math.Min(_now, failure.OccurredAt.UtcTicks - _presence.ClockAheadOf(terminal));

    private void Sweep()
    {
        var before = _swept;
        _swept = _now;
        _repeats.Turn(_now);
        if (_now - _settled >= TimeSpan.TicksPerHour)
        {
            _settled = _now;
            _log.Settle(_now - SettlesAfter, _rates);
            _log.Forget(_now - Remembered);
            _cards.Sweep(_now);
        }
        _attempts.Turn(_now);
        _silences.Sweep(_now, before);
        _recovery.Run(_now, _diagnosis.News);
    }
}

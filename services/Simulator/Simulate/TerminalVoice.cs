using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Simulate;

/// <summary>What one terminal says, with its own clock, and when that arrives: late, twice, or at once.</summary>
internal sealed class TerminalVoice
{
    private static readonly string[] WrongLabels = ["05", "96", "30", "12"];
    private readonly SimTerminal _terminal;
    private readonly SimulationOptions _options;
    private readonly Delivery _delivery;
    private readonly IReadOnlyList<Injection> _around;
    private readonly Dice _luck;
    private readonly DateTimeOffset? _updatesAt;
    private readonly string _idPrefix;
    private DateTimeOffset _startedAt;
    private string? _version;
    private int _number;

    public TerminalVoice(SimTerminal terminal, SimulationOptions options, Delivery delivery, IReadOnlyList<Injection> around)
    {
        _terminal = terminal;
        _options = options;
        _delivery = delivery;
        _around = around;
        _luck = Dice.For(options.Seed, (long)Draws.Delivery, terminal.Index);
        _startedAt = options.Start - TimeSpan.FromDays(_luck.Between(0.1, 20));
        _idPrefix = options.IdPrefix ?? options.Seed.ToString(CultureInfo.InvariantCulture);
        _version = terminal.Record.SoftwareVersion;
        _updatesAt = options.Twists.HasFlag(Twists.Rollout) && terminal.Model == TerminalModel.All[0] ? UpdateTime() : null;
    }

    public void Fail(Attempt attempt, Refusal refusal, Dice dice)
    {
        var told = attempt.At + TimeSpan.FromMilliseconds(refusal.LatencyMs / _options.Speed);
        if (refusal.Unsent)
            told += TimeSpan.FromSeconds(dice.Exponential(180) / _options.Speed);
        Send(told, sent => new TransactionFailed
        {
            Id = Next(),
            TerminalId = _terminal.Id,
            OccurredAt = Clock(attempt.At),
            SentAt = sent,
            SoftwareVersion = _version,
            Carrier = _terminal.Record.Carrier,
            ResponseCode = refusal.Response is { } code ? Label(code, attempt.Card) : null,
            ErrorCode = refusal.Error,
            EntryMode = refusal.EntryMode ?? attempt.EntryMode,
            Bin = attempt.Card.Bin,
            CardRef = attempt.Card.Ref,
            AmountMinor = attempt.AmountMinor,
            Currency = _terminal.Region.Currency,
            LatencyMs = refusal.LatencyMs,
            Reversal = refusal.Error == "response-timeout",
        });
    }

    public void Approve(Attempt attempt) => Send(attempt.At, sent => new TransactionApproved
    {
        Id = Next(),
        TerminalId = _terminal.Id,
        OccurredAt = Clock(attempt.At),
        SentAt = sent,
        SoftwareVersion = _version,
        Carrier = _terminal.Record.Carrier,
        EntryMode = attempt.EntryMode,
        Bin = attempt.Card.Bin,
        CardRef = attempt.Card.Ref,
    });

    public void Beat(DateTimeOffset at, int attempts, int approvals, Dice dice)
    {
        var weak = _around.Any(one => one.Fault is NetworkDrops && one.Lasts(at)) ? -17 : 0;
        Send(at, sent => new TerminalHeartbeat
        {
            Id = Next(),
            TerminalId = _terminal.Id,
            OccurredAt = Clock(at),
            SentAt = sent,
            SoftwareVersion = _version,
            Carrier = _terminal.Record.Carrier,
            Model = _terminal.Record.Model,
            SignalDbm = _terminal.Cellular ? _terminal.SignalDbm + weak + (int)(dice.Normal() * 2) : null,
            UptimeSeconds = (long)(at - _startedAt).TotalSeconds,
            Attempts = _terminal.Counts && !_options.TellsApprovals ? attempts : null,
            Approvals = _terminal.Counts && !_options.TellsApprovals ? approvals : null,
        });
    }

    /// <summary>Starts, faults that report themselves and updates that fall into this time.</summary>
    public void Tell(DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var one in _around)
        {
            if (one.EndsWithStart is { } reason && one.End >= from && one.End < until && one.End < _options.End)
                Start(one.End, reason);
            if (one.Reports is { } component && one.Start >= from && one.Start < until)
                Report(one.Start, component);
        }
        if (_updatesAt >= from && _updatesAt < until)
            Update(_updatesAt.Value);
    }

    /// <summary>The terminal starts; not every model says so, but its running time shows it.</summary>
    public void Start(DateTimeOffset at, string reason)
    {
        _startedAt = at;
        if (!_terminal.Model.ReportsStarts)
            return;
        Send(at + TimeSpan.FromSeconds(8), sent => new TerminalStarted
        {
            Id = Next(),
            TerminalId = _terminal.Id,
            OccurredAt = Clock(at),
            SentAt = sent,
            SoftwareVersion = _version,
            Carrier = _terminal.Record.Carrier,
            Reason = reason,
        });
    }

    private void Report(DateTimeOffset at, string component) => Send(at, sent => new TerminalFaulted
    {
        Id = Next(),
        TerminalId = _terminal.Id,
        OccurredAt = Clock(at),
        SentAt = sent,
        SoftwareVersion = _version,
        Carrier = _terminal.Record.Carrier,
        Component = component,
    });

    private void Update(DateTimeOffset at)
    {
        var from = _version;
        _version = "3.3.0";
        Send(at, sent => new SoftwareChanged
        {
            Id = Next(),
            TerminalId = _terminal.Id,
            OccurredAt = Clock(at),
            SentAt = sent,
            SoftwareVersion = _version,
            Carrier = _terminal.Record.Carrier,
            FromVersion = from,
        });
        Start(at + TimeSpan.FromSeconds(40), "update");
    }

    private void Send(DateTimeOffset at, Func<DateTimeOffset, TerminalEvent> say)
    {
        var arrives = Clear(at) + TimeSpan.FromSeconds(_luck.Exponential(1.1) / Math.Sqrt(_options.Speed));
        var said = say(Local(arrives));
        _delivery.Send(said, arrives);
        if (!_luck.Chance(_options.RepeatChance))
            return;
        var again = arrives + TimeSpan.FromSeconds(1 + _luck.Exponential(60) / _options.Speed);
        _delivery.Send(said with { SentAt = Local(again) }, again);
    }

    // Where the line is away, everything waits for it.
    private DateTimeOffset Clear(DateTimeOffset at)
    {
        var away = _around.FirstOrDefault(one => one.Outage != Outage.None && one.Lasts(at));
        return away is null ? at : away.End + TimeSpan.FromSeconds(_luck.Between(1, 40) / _options.Speed);
    }

    private DateTimeOffset Clock(DateTimeOffset at)
    {
        var off = _terminal.ClockOffset;
        foreach (var one in _around)
        {
            if (one.ClockShift != TimeSpan.Zero && one.Lasts(at))
                off += one.ClockShift;
        }
        return Local(at + off);
    }

    private DateTimeOffset Local(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, _terminal.Zone);
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private string Label(string code, Card card)
    {
        if (!_options.Twists.HasFlag(Twists.Mislabelled))
            return code;
        return Dice.Mix((ulong)card.Issuer ^ 0x1AB) % 10 == 0 || _luck.Chance(0.05) ? _luck.Pick(WrongLabels) : code;
    }

    private DateTimeOffset? UpdateTime() => Dice.For(_options.Seed, (long)Draws.Rollout, _terminal.Index).Unit() switch
    {
        < 0.02 => _options.Start + TimeSpan.FromDays(1.4),
        < 0.12 => _options.Start + TimeSpan.FromDays(3.4),
        < 0.5 => _options.Start + TimeSpan.FromDays(5.4),
        _ => null,
    };

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"{_idPrefix}-{_terminal.Id}-{++_number:x}");
}

using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Simulate;

/// <summary>One terminal from hour to hour: its customers, its heartbeats, what it tells and when.</summary>
internal sealed class TerminalLife
{
    private const double LostHeartbeat = 0.001;
    private const int MostTries = 4;
    private readonly SimTerminal _terminal;
    private readonly SimulationOptions _options;
    private readonly Customers _customers;
    private readonly IReadOnlyList<Injection> _around;
    private readonly TerminalVoice _voice;
    private readonly List<(DateTimeOffset At, bool Approved)> _counted = [];
    private readonly int _regions;
    private DateTimeOffset _nextBeat;
    private bool _wasOff;

    public TerminalLife(SimTerminal terminal, SimulationOptions options, Customers customers, Delivery delivery, IReadOnlyList<Injection> around)
    {
        _terminal = terminal;
        _options = options;
        _customers = customers;
        _around = around;
        _voice = new TerminalVoice(terminal, options, delivery, around);
        _regions = Region.All.Count;
        _nextBeat = options.Start + terminal.HeartbeatPhase * (options.HeartbeatEvery / TimeSpan.FromMinutes(15)) / options.Speed;
    }

    public void Live(DateTimeOffset from, DateTimeOffset until)
    {
        var dice = Dice.For(_options.Seed, (long)Draws.Customers, _terminal.Index, from.UtcTicks);
        var localHour = TimeZoneInfo.ConvertTime(from, _terminal.Zone).Hour;
        var hours = (until - from).TotalHours;
        var expected = _customers.Expected(_terminal, from) * _options.Speed * hours;
        for (var left = dice.Poisson(expected); left > 0; left--)
            Serve(from + (until - from) * dice.Unit(), localHour, Customers.Draw(_terminal, _regions, dice), Customers.EntryMode(_terminal, dice), dice);
        foreach (var visited in _around.Where(one => one.VisitsPerHour > 0 && one.Start < until && one.End > from))
        {
            for (var left = dice.Poisson(visited.VisitsPerHour * _options.Speed * hours); left > 0; left--)
                Visit(visited, from + (until - from) * dice.Unit(), localHour, dice);
        }
        _voice.Tell(from, until);
        Beat(from, until, dice);
    }

    private void Visit(Injection visited, DateTimeOffset at, int localHour, Dice dice)
    {
        if (!visited.Lasts(at) || !_terminal.Trade.IsOpen(localHour) && !_options.AlwaysOpen)
            return;
        var stolen = visited.Card is null;
        var card = visited.Card ?? new Card(dice.Bits(), dice.Below(_regions));
        var entryMode = stolen ? dice.Pick(["01", "02"]) : dice.Pick(["05", "02", "02", "07"]);
        Serve(at, localHour, card, entryMode, dice);
    }

    private void Serve(DateTimeOffset at, int localHour, Card card, string entryMode, Dice dice)
    {
        var amount = (long)(_terminal.Trade.TypicalMinor * dice.LogNormal(0.8));
        Refusal? last = null;
        for (var tries = 1; tries <= MostTries; tries++)
        {
            if (_around.Any(one => one.Outage == Outage.Dark && one.Lasts(at)))
                return;
            var attempt = new Attempt(_terminal, at, localHour, card, entryMode, amount);
            var refusal = Struck(attempt, dice) ?? Again(last, attempt, dice);
            _counted.Add((at, refusal is null));
            if (refusal is null)
            {
                if (_options.TellsApprovals)
                    _voice.Approve(attempt);
                return;
            }
            _voice.Fail(attempt, refusal, dice);
            if (!dice.Chance(0.5))
                return;
            last = refusal;
            entryMode = refusal.Error == "chip-read-error" && dice.Chance(0.3) ? "80" : entryMode;
            at += TimeSpan.FromSeconds(dice.Between(12, 70) / Math.Sqrt(_options.Speed));
        }
    }

    private Refusal? Struck(in Attempt attempt, Dice dice)
    {
        foreach (var one in _around)
        {
            if (!one.Lasts(attempt.At) || one.Fault.Strike(one, attempt, dice) is not { } refusal)
                continue;
            one.Hit(attempt.At);
            return refusal;
        }
        return null;
    }

    // What refused somebody a minute ago mostly does so again.
    private Refusal? Again(Refusal? last, in Attempt attempt, Dice dice) =>
        last is not null && dice.Chance(0.55) ? last : OrdinaryLife.Meet(attempt, Drift(attempt.At), dice);

    private double Drift(DateTimeOffset at) => _options.Twists.HasFlag(Twists.Drift) ? Math.Exp(0.3 * (at - _options.Start).TotalDays / 7) : 1;

    private void Beat(DateTimeOffset from, DateTimeOffset until, Dice dice)
    {
        for (; _nextBeat < until; _nextBeat += _options.HeartbeatEvery / _options.Speed)
        {
            var off = !_options.AlwaysOpen && !_terminal.IsOn(TimeZoneInfo.ConvertTime(_nextBeat, _terminal.Zone).Hour);
            if (_wasOff && !off)
                _voice.Start(from + (_nextBeat - from) * dice.Unit(), "power");
            _wasOff = off;
            if (off || Unheard(_nextBeat) || dice.Chance(LostHeartbeat))
                continue;
            var counted = _counted.Where(one => one.At <= _nextBeat).ToList();
            _counted.RemoveAll(one => one.At <= _nextBeat);
            _voice.Beat(_nextBeat, counted.Count, counted.Count(one => one.Approved), dice);
        }
    }

    private bool Unheard(DateTimeOffset at)
    {
        foreach (var one in _around.Where(one => one.Lasts(at)))
        {
            if (one.Outage == Outage.Dark)
                one.Hit(at);
            if (one.Outage != Outage.None || one.Fault is NetworkDrops && NetworkDrops.CutOff(one, at))
                return true;
        }
        return false;
    }
}

using FleetWatch.Contracts;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Simulate;

/// <summary>A fleet and what happens to it, hour by hour, in bounded memory.</summary>
internal sealed class Simulation
{
    private static readonly TimeSpan Slice = TimeSpan.FromHours(1);
    private readonly List<TerminalLife> _lives;
    private readonly Delivery _delivery = new();

    /// <param name="options">What makes it.</param>
    /// <param name="faults">What is wrong meanwhile; null: what <see cref="SimulationOptions.Faults"/> places.</param>
    public Simulation(SimulationOptions options, Func<EstatePlan, IReadOnlyList<Injection>>? faults = null)
    {
        Options = options;
        Estate = EstatePlan.Make(options.Seed, options.Terminals, options.Twists.HasFlag(Twists.NoCounters) ? 0.5 : 0);
        Injections = faults?.Invoke(Estate) ?? options.Faults.Place(Estate, options);
        var customers = new Customers(options.Seed, options.Start, options.Twists, options.AlwaysOpen);
        _lives = [.. Estate.Terminals.Select(terminal => new TerminalLife(terminal, options, customers, _delivery, Around(terminal)))];
    }

    public SimulationOptions Options { get; }
    public EstatePlan Estate { get; }
    public IReadOnlyList<Injection> Injections { get; }

    /// <summary>How many events were handed out, and how many of them failures.</summary>
    public long Events { get; private set; }
    public long Failures { get; private set; }

    /// <summary>The feed in the order in which it arrives. To be run once.</summary>
    public IEnumerable<TerminalEvent> Run()
    {
        for (var hour = Options.Start; hour < Options.End; hour += Slice)
        {
            var until = hour + Slice < Options.End ? hour + Slice : Options.End;
            foreach (var life in _lives)
                life.Live(hour, until);
            foreach (var arrived in _delivery.Arrived(until))
                yield return Count(arrived);
        }
        foreach (var late in _delivery.Arrived(DateTimeOffset.MaxValue))
            yield return Count(late);
    }

    private TerminalEvent Count(TerminalEvent arrived)
    {
        Events++;
        Failures += arrived is TransactionFailed ? 1 : 0;
        return arrived;
    }

    private Injection[] Around(SimTerminal terminal) =>
        [.. Injections.Where(one => one.Terminals?.Contains(terminal.Index) ?? true)];
}

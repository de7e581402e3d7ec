using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Simulate;

namespace FleetWatch.Simulator.Demo;

/// <summary>What happens in the demonstration, and when.</summary>
internal static class DemoStory
{
    private const long Seed = 20_26;

    /// <summary>A day of an ordinary shop passes in a few minutes: what is to be seen is seen while somebody watches.</summary>
    private const double Pace = 30;

    /// <summary>One more terminal in the same fleet does not change the others.</summary>
    private const int Terminals = 300;
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    private static readonly (IFault Fault, double StartsAfterMinutes, double? EndsAfterMinutes)[] Chapters =
    [
        (new MagneticInterference(), 0.5, null),
        (new SiteNetwork(), 1.5, 8),
        (new OutdatedSoftware(), 3, null),
        (new NetworkDrops(), 4, null),
    ];

    public static Simulation Begin(DateTimeOffset now) => new(new SimulationOptions
    {
        Seed = Seed,
        Terminals = Terminals,
        Start = now,
        Days = Lasts.TotalDays,
        Faults = FaultMix.None,
        Speed = Pace,
        AlwaysOpen = true,
        IdPrefix = $"d{now.ToUnixTimeSeconds():x}",
    }, estate => Place(estate, now));

    private static List<Injection> Place(EstatePlan estate, DateTimeOffset now)
    {
        List<Injection> placed = [];
        foreach (var (fault, starts, ends) in Chapters)
        {
            var placement = new Placement(estate, now, now + Lasts, Dice.For(Seed, (long)Draws.Faults, placed.Count))
            {
                WantedStart = now + TimeSpan.FromMinutes(starts),
            };
            if (Clear(fault, placement, placed) is { } one)
                placed.Add(one with
                {
                    // A fleet of one minute has no habits yet that silence could break: here they tell over their backup line.
                    Outage = Outage.None,
                    Strength = fault is OutdatedSoftware ? 0.5 : fault is NetworkDrops ? 0.7 : one.Strength,
                    End = ends is { } minutes ? now + TimeSpan.FromMinutes(minutes) : now + Lasts,
                });
        }
        return placed;
    }

    // Apart from each other, and where most customers come: there is most to see.
    private static Injection? Clear(IFault fault, Placement placement, List<Injection> placed)
    {
        const int tries = 200;
        return Enumerable.Range(0, tries).Select(_ => fault.Place(placement)).OfType<Injection>()
            .Where(one => one.Terminals is { Count: 1 or (>= 4 and <= 20) } mine
                && !placed.Any(other => other.Terminals!.Intersect(mine).Any())) // All were placed by terminals.
            .MaxBy(one => one.Terminals!.Sum(index => placement.Estate.Terminals[index].DailyCustomers));
    }
}

using System.Globalization;
using FleetWatch.Simulator.Chance;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Simulate;

/// <summary>Which troubles a feed gets: none, the usual mix, or a list of causes with numbers.</summary>
internal sealed record FaultMix(IReadOnlyList<(IFault Fault, int Count)>? Wanted)
{
    private const int TerminalsPerFault = 11;
    private const int Tries = 60;
    private static readonly TimeSpan Learning = TimeSpan.FromDays(3);

    public static FaultMix None { get; } = new([]);

    /// <summary>One for every eleven terminals and five days, of every kind.</summary>
    public static FaultMix Usual { get; } = new(Wanted: null);

    /// <param name="text"><c>none</c>, <c>mix</c>, or <c>cause[:count],…</c></param>
    /// <exception cref="UnusableInputException">A cause of no fault.</exception>
    public static FaultMix Parse(string text) => text switch
    {
        "none" => None,
        "mix" => Usual,
        _ => new FaultMix([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)]),
    };

    /// <summary>Puts them into the fleet, where they do not hide each other.</summary>
    public IReadOnlyList<Injection> Place(EstatePlan estate, SimulationOptions options)
    {
        var dice = Dice.For(options.Seed, (long)Draws.Faults);
        var learning = options.Days < 4 || options.Twists.HasFlag(Twists.Contaminated) ? TimeSpan.Zero : Learning;
        var placement = new Placement(estate, options.Start + learning, options.End, dice) { Twists = options.Twists };
        List<Injection> placed = [];
        foreach (var fault in Kinds(options, learning, dice))
        {
            for (var tried = 0; tried < Tries; tried++)
            {
                if (fault.Place(placement) is not { } one)
                    break;
                one = one with { End = one.Start + (one.End - one.Start) / options.Speed };
                if (placed.Any(other => Hides(one, other)))
                    continue;
                placed.Add(one);
                break;
            }
        }
        return [.. placed.OrderBy(one => one.Start).ThenBy(one => one.Scope.Key, StringComparer.Ordinal)];
    }

    private IEnumerable<IFault> Kinds(SimulationOptions options, TimeSpan learning, Dice dice)
    {
        if (Wanted is not null)
            return Wanted.SelectMany(wanted => Enumerable.Repeat(wanted.Fault, wanted.Count));
        var count = (int)Math.Round(options.Terminals / (double)TerminalsPerFault * (options.Days - learning.TotalDays) / 5);
        return Enumerable.Range(0, count).Select(_ => dice.Weighted(FaultList.All)).ToList();
    }

    private static (IFault, int) One(string text)
    {
        var parts = text.Split(':');
        var fault = FaultList.All.FirstOrDefault(one => one.Fault.Cause == parts[0]).Fault
            ?? throw new UnusableInputException(Texts.Of("no-such-fault", parts[0], string.Join(", ", FaultList.All.Select(one => one.Fault.Cause))));
        var count = 1;
        if (parts.Length > 2 || parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out count))
            throw new UnusableInputException(Texts.Of("bad-fault-count", text));
        return (fault, count);
    }

    // Two troubles at the same time with most of their terminals in common could not be told apart by anybody.
    private static bool Hides(Injection one, Injection other)
    {
        if (one.Start >= other.End + TimeSpan.FromHours(1) || other.Start >= one.End + TimeSpan.FromHours(1))
            return false;
        if (one.Scope == other.Scope)
            return true;
        if (one.Terminals is not { } mine || other.Terminals is not { } theirs)
            return one.Terminals is null && other.Terminals is null && one.Issuer == other.Issuer;
        return mine.Intersect(theirs).Count() * 2 > Math.Min(mine.Count, theirs.Count);
    }
}

using FleetWatch.Contracts;
using FleetWatch.Simulator.Traffic;

namespace FleetWatch.Simulator.Faults;

/// <summary>One trouble at its place and time, and what it has done so far.</summary>
internal sealed record Injection
{
    private const int HitsKept = 400;
    private readonly List<DateTimeOffset> _hits = [];

    public required IFault Fault { get; init; }
    public required Scope Scope { get; init; }

    /// <summary>Indexes of the terminals inside; null: any terminal, told apart by the card.</summary>
    public IReadOnlyList<int>? Terminals { get; init; }
    public required DateTimeOffset Start { get; init; }
    public required DateTimeOffset End { get; init; }

    /// <summary>0 to 1: mostly the share of attempts that it breaks.</summary>
    public required double Strength { get; init; }
    public Outage Outage { get; init; }

    /// <summary>Rank of the issuer it is about; -1: of any.</summary>
    public int Issuer { get; init; } = -1;

    /// <summary>What of it is broken, where the kind has variants.</summary>
    public string? Part { get; init; }

    /// <summary>The card that is carried from shop to shop, where it is about one.</summary>
    public Card? Card { get; init; }

    /// <summary>Customers that come because of it, an hour and terminal.</summary>
    public double VisitsPerHour { get; init; }

    /// <summary>How far the clock of its terminals is off meanwhile.</summary>
    public TimeSpan ClockShift { get; init; }

    /// <summary>The part that reports itself as faulty when it begins.</summary>
    public string? Reports { get; init; }

    /// <summary>Why the terminal starts again when it is over; null: it does not.</summary>
    public string? EndsWithStart { get; init; }

    /// <summary>How many events it touched.</summary>
    public int Affected { get; private set; }

    /// <summary>When, at most the first 400.</summary>
    public IReadOnlyList<DateTimeOffset> Hits => _hits;

    public bool Lasts(DateTimeOffset at) => at >= Start && at < End;

    public void Hit(DateTimeOffset at)
    {
        Affected++;
        if (_hits.Count < HitsKept)
            _hits.Add(at);
    }
}

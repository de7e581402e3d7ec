using FleetWatch.Contracts;
using FleetWatch.Detection.Symptoms;

namespace FleetWatch.Detection.Causes;

/// <summary>How one cause looks, as data. Two looks of one cause (a stripe reader, a chip reader) are two signatures.</summary>
internal sealed record CauseSignature
{
    /// <summary>The <see cref="BudgetShare"/> of a look that an estate meets once in years.</summary>
    public const double Rare = 0.02;
    private double[] _shares = [];

    /// <summary>One of <see cref="Contracts.Causes"/>.</summary>
    public required string Cause { get; init; }

    /// <summary>Where it can be.</summary>
    public required ScopeKind[] Kinds { get; init; }

    /// <summary>Of the failures that it makes, which share shows which symptom; a symptom that is not here, it does not make.</summary>
    public required (Symptom Symptom, double Share)[] Shows
    {
        get;
        init
        {
            field = value;
            _shares = new double[SymptomTable.Count];
            foreach (var (symptom, share) in value)
                _shares[(int)symptom] = share;
        }
    }

    /// <summary>Causes that may turn into each other when more is known share a family; a wider one absorbs a narrower one of its family.</summary>
    public required CauseFamily Family { get; init; }
    public required Audience[] Notify { get; init; }
    public Severity Severity { get; init; } = Severity.Major;

    /// <summary>What it does to heartbeats.</summary>
    public BeatEffect Beats { get; init; } = BeatEffect.None;

    /// <summary>The least share of the scope's attempts (of the cards of one issuer: of theirs) that it makes fail.</summary>
    public double LeastStrength { get; init; } = 0.02;

    /// <summary>The largest such share: some troubles never stop everything.</summary>
    public double MostStrength { get; init; } = 1;

    /// <summary>How many terminals, sites or merchants of a scope must show it at least, beside what stands without the strongest.</summary>
    public int LeastParts { get; init; } = 2;

    /// <summary>The least share of what is tried in its scope that is tried at sites which are not plainly well, 0 to 1.</summary>
    public double LeastIll { get; init; }

    /// <summary>Natural logarithm of how much rarer or commoner it is than the other causes at the same place.</summary>
    public double LogPrior { get; init; }

    /// <summary>Its part of the false-alarm budget beside the other causes', 0 to 1: what is rare has to be the surer.</summary>
    public double BudgetShare
    {
        get;
        init => (field, LogSpared) = (value, -Math.Log(value));
    } = 1;

    /// <summary>Nats that it has to be worth more than a cause with a whole share of the budget.</summary>
    public double LogSpared { get; private init; }

    /// <summary>It strikes the cards of one issuer within its scope, not all.</summary>
    public bool OneIssuerOnly { get; init; }

    /// <summary>Only where a newer version than the terminal's is released.</summary>
    public bool OutdatedOnly { get; init; }

    /// <summary>Hours of the local day in which alone it happens, from and until; they may span midnight.</summary>
    public (int From, int Until)? Hours { get; init; }

    /// <summary>It is not over before it was quiet for so long: some troubles come back with the next evening.</summary>
    public TimeSpan OverAfter { get; init; } = TimeSpan.FromMinutes(45);

    /// <summary>Where it is worth waking somebody; null: everywhere; a kind that it is never at: nowhere. Elsewhere it is shown and counted only.</summary>
    public ScopeKind? PagesOnlyAt { get; init; }

    /// <summary>It strikes the whole fleet or nobody.</summary>
    public bool IsEverywhere => Kinds is [ScopeKind.Fleet];

    /// <summary>Whether heartbeats that come speak against it as much as approvals do.</summary>
    public bool CountsBeats => Beats is BeatEffect.AsTransactions or BeatEffect.Stop;

    public double ShareOf(Symptom symptom) => _shares[(int)symptom];

    public bool Shown(Symptom symptom) => ShareOf(symptom) > 0;
}

/// <summary>What a cause does to the heartbeats of its terminals.</summary>
internal enum BeatEffect
{
    /// <summary>They come as ever.</summary>
    None,

    /// <summary>Some are lost, but they are small and sent again: those that come say nothing against it.</summary>
    Some,

    /// <summary>They are lost as often as transactions fail.</summary>
    AsTransactions,

    /// <summary>They stop altogether.</summary>
    Stop,
}

internal enum CauseFamily
{
    Network,
    Reading,
    Software,
    PinPad,
    Issuer,

    /// <summary>Everything goes through it: what began meanwhile and looks like it is a part of it, whatever it was called.</summary>
    Acquirer,
    Merchant,
    Limit,
    Card,
    Entry,
    Fraud,
    Clock,
}

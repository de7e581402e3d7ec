using FleetWatch.Contracts;
using FleetWatch.Detection.Attribution;
using FleetWatch.Detection.Attribution.Scan;

namespace FleetWatch.Detection.Explanation;

/// <summary>
/// The failures of a finding as leaves of a scan, over those dimensions in which its scope has more than one value. Issuers are a dimension of
/// their own: each has a share of the attempts of every cell.
/// </summary>
internal sealed class ScanTable
{
    private const double MostExpected = 0.9;
    private readonly List<Dimension> _dimensions = [];
    private readonly List<Failed> _failed = [];
    private readonly List<Leaf> _leaves = [];

    /// <param name="cells">The attempts of the scope.</param>
    /// <param name="failures">What the finding explains.</param>
    /// <param name="issuers">Whose cards are told apart, and all others.</param>
    public ScanTable(ScopeCells cells, IReadOnlyList<Observation> failures, IReadOnlyList<CardsOfIssuer> issuers)
    {
        var rows = new List<Row>();
        foreach (var (cell, attempts) in cells.Attempts)
            rows.AddRange(issuers.Select(cards => new Row(cell with { Issuer = cards.Issuer }, attempts * cards.Share, cards.Rate)));
        // Terminals are in the order in which they came, which a loaded state does not keep.
        rows.Sort((one, other) => one.Groups.AsSpan().SequenceCompareTo(other.Groups));
        for (var at = 0; at < Cell.Kinds.Length; at++)
        {
            if (rows.Select(row => row.Groups[at]).Distinct().Order().ToList() is { Count: > 1 } groups)
                _dimensions.Add(new Dimension(Cell.Kinds[at], at, [.. groups.Where(group => group >= 0)]));
        }
        var named = issuers.Select(cards => cards.Issuer).ToHashSet();
        var counts = new Dictionary<Cell, int>();
        foreach (var one in failures)
        {
            var place = cells.CellOf(one.Terminal) with { Issuer = named.Contains(one.Issuer) ? one.Issuer : -1 };
            counts[place] = counts.GetValueOrDefault(place) + 1;
            _failed.Add(new Failed(ValuesOf(place.Groups), one.Terminal));
        }
        foreach (var row in rows)
        {
            var failed = counts.GetValueOrDefault(row.Place);
            if (Math.Max(row.Attempts, failed) is > 0 and var tried)
                _leaves.Add(new Leaf(ValuesOf(row.Groups), tried, failed, tried * Math.Min(MostExpected, row.Rate)));
        }
        All = Tally.Of(_leaves);
        Terminals = _failed.Select(one => one.Terminal).Distinct().Count();
    }

    public IReadOnlyList<Leaf> Leaves => _leaves;
    public Tally All { get; }

    /// <summary>Terminals that failed.</summary>
    public int Terminals { get; }

    /// <summary>How many combinations of values there are at most.</summary>
    public double Combinations => _dimensions.Aggregate(1.0, (all, dimension) => all * (dimension.Groups.Length + 1));

    public int TerminalsIn(Culprit culprit) => _failed.Where(one => Holds(culprit, one.Values)).Select(one => one.Terminal).Distinct().Count();

    /// <summary>The groups that it names, by kind.</summary>
    public Dictionary<ScopeKind, int> Named(Culprit culprit)
    {
        var named = new Dictionary<ScopeKind, int>();
        for (var at = 0; at < _dimensions.Count; at++)
        {
            if (culprit.Values[at] >= 0)
                named[_dimensions[at].Kind] = _dimensions[at].Groups[culprit.Values[at]];
        }
        return named;
    }

    private int[] ValuesOf(int[] groups) => [.. _dimensions.Select(dimension => Math.Max(-1, Array.BinarySearch(dimension.Groups, groups[dimension.At])))];

    private static bool Holds(Culprit culprit, int[] values)
    {
        for (var at = 0; at < values.Length; at++)
        {
            if (culprit.Values[at] >= 0 && culprit.Values[at] != values[at])
                return false;
        }
        return true;
    }

    private sealed record Dimension(ScopeKind Kind, int At, int[] Groups);

    private sealed record Failed(int[] Values, int Terminal);

    private sealed record Row(Cell Place, double Attempts, double Rate)
    {
        public int[] Groups { get; } = Place.Groups;
    }
}

/// <param name="Issuer">Whose; -1: of all others.</param>
/// <param name="Share">Of the attempts.</param>
/// <param name="Rate">How often one fails so without any trouble.</param>
internal sealed record CardsOfIssuer(int Issuer, double Share, double Rate);

using FleetWatch.Contracts;
using FleetWatch.Explaining.Refusals;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Troubles;

namespace FleetWatch.Reporting.Costs;

/// <summary>Which troubles a failure or a silence may belong to, by its terminal and its card's issuer: the narrowest first, the latest first.</summary>
internal sealed class TroubleIndex
{
    private static readonly HashSet<string> Offline = [Causes.NetworkDrops, Causes.SiteNetwork, Causes.CarrierOutage, Causes.NetworkCongestion,
        Causes.Weather, Causes.AppFrozen, Causes.Power];

    private readonly Dictionary<Scope, List<int>> _byScope = [];
    private readonly List<(string Bin, int Trouble)> _issuers = [];
    private readonly List<int> _found = [];
    private readonly HashSet<string>[] _symptoms;
    private readonly HashSet<string>[] _families;

    public TroubleIndex(IReadOnlyList<Trouble> troubles)
    {
        Troubles = [.. troubles.OrderBy(one => one.Scope.Kind).ThenByDescending(one => one.StartedAt).ThenBy(one => one.Id, StringComparer.Ordinal)];
        _symptoms = [.. Troubles.Select(one => one.Symptoms.ToHashSet())];
        _families = [.. Troubles.Select(one => one.Symptoms.Where(code => code != SymptomCount.Silence).Select(RefusalFamily.OfCode)
            .Concat(Offline.Contains(one.Cause) ? ["network"] : []).Where(family => !RefusalFamily.IsEveryday(family)).ToHashSet())];
        for (var at = 0; at < Troubles.Count; at++)
            if (Troubles[at].Scope.Kind == ScopeKind.Issuer)
                _issuers.Add((Troubles[at].Scope.Key, at));
            else if (_byScope.TryGetValue(Troubles[at].Scope, out var same))
                same.Add(at);
            else
                _byScope[Troubles[at].Scope] = [at];
    }

    public IReadOnlyList<Trouble> Troubles { get; }

    /// <summary>Troubles of scopes that the terminal is in; valid until the next call.</summary>
    public IReadOnlyList<int> Of(TerminalRecord terminal, string? version)
    {
        _found.Clear();
        Add(ScopeKind.Terminal, terminal.TerminalId);
        Add(ScopeKind.Site, terminal.SiteId);
        Add(ScopeKind.Merchant, terminal.MerchantId);
        Add(ScopeKind.Version, terminal.Model is null || version is null ? null : $"{terminal.Model}/{version}");
        Add(ScopeKind.CarrierRegion, terminal.Carrier is null || terminal.Region is null ? null : $"{terminal.Carrier}/{terminal.Region}");
        Add(ScopeKind.Carrier, terminal.Carrier);
        Add(ScopeKind.Region, terminal.Region);
        foreach (var (scope, same) in _byScope)
            if (scope.Kind == ScopeKind.Fleet)
                _found.AddRange(same);
        return _found;
    }

    public IEnumerable<int> OfIssuer(string bin) => bin.Length == 0 ? []
        : _issuers.Where(issuer => bin.StartsWith(issuer.Bin, StringComparison.Ordinal)).Select(issuer => issuer.Trouble);

    /// <summary>Its own codes, and what means the same trouble; of the everyday ones only its own.</summary>
    public bool Explains(int trouble, DateTimeOffset at, string code, string family) =>
        at >= Troubles[trouble].StartedAt && IsBeforeEnd(trouble, at) && (_symptoms[trouble].Contains(code) || _families[trouble].Contains(family));

    /// <summary>The half hour in which it began is its own.</summary>
    public bool ExplainsSilence(int trouble, DateTimeOffset at) =>
        at.AddMinutes(ReportWeek.SlotMinutes) > Troubles[trouble].StartedAt && IsBeforeEnd(trouble, at)
        && (_symptoms[trouble].Contains(SymptomCount.Silence) || Offline.Contains(Troubles[trouble].Cause));

    private bool IsBeforeEnd(int trouble, DateTimeOffset at) => Troubles[trouble].ResolvedAt is not { } end || at < end;

    private void Add(ScopeKind kind, string? key)
    {
        if (key is not null && _byScope.TryGetValue(new Scope(kind, key), out var same))
            _found.AddRange(same);
    }
}

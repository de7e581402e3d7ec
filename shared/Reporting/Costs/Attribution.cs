using FleetWatch.Contracts;
using FleetWatch.Reporting.Facts;
using FleetWatch.Reporting.Presence;
using FleetWatch.Reporting.Troubles;

namespace FleetWatch.Reporting.Costs;

/// <summary>
/// Which failures and which silence each trouble explains: those in its scope, in its time, with its symptoms, given to the narrowest trouble that
/// fits. What is left of the technical failures is what a terminal fails by itself.
/// </summary>
internal sealed class Attribution
{
    private const int Unexplained = -1;
    private const int Everyday = -2;
    private const int FewestSlots = 8;
    private readonly WeekFacts _facts;
    private readonly WeekTotals _totals;
    private readonly FleetPresence _presence;
    private readonly TroubleIndex _index;
    private readonly CostSum[] _byTrouble;
    private readonly HashSet<(int Card, int Day, int Trouble)> _met = [];
    private readonly byte[] _currency;
    private readonly double[] _usual;
    private readonly byte _usualCurrency;

    public Attribution(WeekFacts facts, WeekTotals totals, FleetPresence presence, IReadOnlyList<Trouble> troubles, Func<int, bool> included, bool[] everyday)
    {
        (_facts, _totals, _presence) = (facts, totals, presence);
        _index = new TroubleIndex(troubles);
        _byTrouble = [.. _index.Troubles.Select(_ => new CostSum())];
        _currency = new byte[facts.Roster.Count];
        Own = new CostSum?[facts.Roster.Count];
        Local = new CostSum?[facts.Roster.Count];
        Families = new (int, int)[facts.Families.Count];
        var rows = Sorted(facts, included);
        _usual = UsualAmounts(rows);
        _usualCurrency = UsualCurrency();
        foreach (var at in rows)
            Take(facts.Failures[at], everyday);
        for (var terminal = 0; terminal < facts.Roster.Count; terminal++)
            if (included(terminal))
                TakeSilence(terminal);
    }

    /// <summary>In the order of the index, narrow to wide.</summary>
    public IEnumerable<(Trouble Trouble, Cost Cost)> Troubles => _index.Troubles.Select((trouble, at) => (trouble, _byTrouble[at].Total()));

    /// <summary>When each trouble last showed in the week; those that did not are not there.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> LastSeen => _index.Troubles.Select((trouble, at) => (trouble.Id, _byTrouble[at].LastAt))
        .Where(one => one.LastAt is not null).ToDictionary(one => one.Id, one => one.LastAt!.Value); // Filtered just before.

    /// <summary>Technical failures and silence of each terminal that no trouble explains; null: none.</summary>
    public CostSum?[] Own { get; }

    /// <summary>What troubles of its own, of its site or of its merchant cost at each terminal; null: nothing.</summary>
    public CostSum?[] Local { get; }

    /// <summary>Failures and customers by family.</summary>
    public (int Failures, int Customers)[] Families { get; }

    private int _terminal = -1;
    private int[] _candidates = [];

    private void Take(in FailureRow row, bool[] everyday)
    {
        Turn(row.Terminal);
        var found = Find(row);
        var kind = found >= 0 ? found : everyday[row.Family] ? Everyday : Unexplained;
        var first = _met.Add((row.Card == 0 ? (int)row.Id : row.Card, _totals.DayOf(row.Millisecond), kind));
        Families[row.Family].Failures++;
        Families[row.Family].Customers += first ? 1 : 0;
        if (kind == Everyday)
            return;
        foreach (var sum in Sums(row.Terminal, found))
        {
            sum.Failures++;
            sum.Seen(_facts.Week.From.AddMilliseconds(row.Millisecond));
            if (first)
                sum.Customer(_facts.Currencies[row.Currency], row.AmountMinor);
        }
    }

    private void TakeSilence(int terminal)
    {
        var week = _presence[terminal];
        if (week.Silent.IsEmpty())
            return;
        Turn(terminal);
        var attempts = AttemptsASlot(terminal, week.Available);
        var currency = _currency[terminal] == 0 ? _usualCurrency : _currency[terminal];
        for (var slot = 0; slot < _presence.Grid.Slots; slot++)
        {
            if (!week.Silent.Has(slot))
                continue;
            var at = _facts.Week.SlotStart(slot);
            var found = Array.FindIndex(_candidates, one => _index.ExplainsSilence(one, at));
            foreach (var sum in Sums(terminal, found < 0 ? Unexplained : _candidates[found]))
            {
                sum.Silence(1, attempts, _facts.Currencies[currency], _usual[currency]);
                sum.Seen(at);
            }
        }
    }

    private IEnumerable<CostSum> Sums(int terminal, int trouble)
    {
        if (trouble < 0)
        {
            yield return Own[terminal] ??= new CostSum();
            yield break;
        }
        yield return _byTrouble[trouble];
        if (_index.Troubles[trouble].Scope.Kind is ScopeKind.Terminal or ScopeKind.Site or ScopeKind.Merchant)
            yield return Local[terminal] ??= new CostSum();
    }

    private void Turn(int terminal)
    {
        if (terminal == _terminal)
            return;
        _terminal = terminal;
        _candidates = [.. _index.Of(_facts.Roster[terminal], _facts.VersionOf(terminal))];
        _met.Clear();
    }

    private int Find(in FailureRow row)
    {
        var at = _facts.Week.From.AddMilliseconds(row.Millisecond);
        var (code, family) = (_facts.Codes[row.Code], _facts.Families[row.Family]);
        var best = int.MaxValue;
        foreach (var one in _candidates)
            if (one < best && _index.Explains(one, at, code, family))
                best = one;
        foreach (var one in _index.OfIssuer(_facts.Bins[row.Bin]))
            if (one < best && _index.Explains(one, at, code, family))
                best = one;
        return best == int.MaxValue ? Unexplained : best;
    }

    private double AttemptsASlot(int terminal, HalfHours available)
    {
        var slots = 0;
        for (var slot = 0; slot < _presence.Grid.Slots; slot++)
            slots += available.Has(slot) ? 1 : 0;
        return slots < FewestSlots ? 0 : _totals[terminal].Attempts / (double)slots;
    }

    private double[] UsualAmounts(int[] rows)
    {
        var (sum, count) = (new double[_facts.Currencies.Count], new int[_facts.Currencies.Count]);
        foreach (var at in rows)
        {
            ref var row = ref _facts.Failures[at];
            if (row.Currency == 0)
                continue;
            sum[row.Currency] += row.AmountMinor;
            count[row.Currency]++;
            if (_currency[row.Terminal] == 0)
                _currency[row.Terminal] = row.Currency;
        }
        return [.. sum.Select((total, at) => count[at] == 0 ? 0 : total / count[at])];
    }

    // Of a terminal that never failed: what most terminals take.
    private byte UsualCurrency() => (byte)_currency.Where(one => one > 0).GroupBy(one => one).OrderByDescending(same => same.Count())
        .ThenBy(same => _facts.Currencies[same.Key], StringComparer.Ordinal).Select(same => (int)same.Key).FirstOrDefault();

    private static int[] Sorted(WeekFacts facts, Func<int, bool> included)
    {
        var rows = Enumerable.Range(0, facts.Failures.Count).Where(at => included(facts.Failures[at].Terminal)).ToArray();
        Array.Sort(rows, (one, other) => Compare(facts.Failures[one], facts.Failures[other]));
        return rows;
    }

    private static int Compare(in FailureRow one, in FailureRow other) => one.Terminal != other.Terminal ? one.Terminal.CompareTo(other.Terminal)
        : one.Millisecond != other.Millisecond ? one.Millisecond.CompareTo(other.Millisecond) : one.Id.CompareTo(other.Id);
}

using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// Attempts and heartbeats of the last two days in quarter hours: per wide group in full, per terminal in a byte a quarter hour; small groups
/// are added up from their terminals when somebody asks. The quarter hour that lasts is one array over all terminals and one over the wide
/// groups, so that what every event touches stays in the processor's cache.
/// </summary>
internal sealed class ActivityHistory(FleetMap fleet)
{
    public const int Quarters = 192;
    public static readonly long QuarterTicks = TimeSpan.FromMinutes(15).Ticks;
    private readonly QuarterCounts[] _quarters = [.. Enumerable.Range(0, Quarters).Select(_ => new QuarterCounts())];

    /// <summary>Wide groups by their place in a quarter hour's counts, in the order in which they were first heard.</summary>
    private readonly Dictionary<int, int> _wide = [];
    private int[][] _ofLook = [];
    private int _latest;

    public void Add(int terminal, long at, int attempts, int beats)
    {
        var quarter = (int)(at / QuarterTicks);
        if (quarter <= _latest - Quarters)
            return;
        if (quarter > _latest)
            MoveOn(quarter);
        _quarters[quarter % Quarters].Add(terminal, Wide(fleet.LookOf(terminal)), attempts, beats);
    }

    /// <summary>A terminal has left some wide groups for others: what it did goes with it, as its failures do.</summary>
    public void Moved(int terminal, Look before)
    {
        var (from, to) = (Wide(before), Wide(fleet.LookOf(terminal)));
        var (left, joined) = (from.Except(to).ToArray(), to.Except(from).ToArray());
        if (left.Length + joined.Length == 0)
            return;
        foreach (var quarter in _quarters)
            quarter.Move(terminal, left, joined);
    }

    /// <summary>Fills the two arrays with the group's counts of the quarters that end with <paramref name="last"/>, oldest first; a small group's only from one quarter on.</summary>
    public void Read(Group group, int last, int from, int[] attempts, int[] beats)
    {
        Array.Clear(attempts);
        Array.Clear(beats);
        var wide = group.IsWide ? Wide(group.Index) : -1;
        for (var at = wide < 0 ? Math.Max(0, from - last + Quarters - 1) : 0; at < Quarters; at++)
        {
            var quarter = last - Quarters + 1 + at;
            if (!Knows(quarter))
                continue;
            if (wide < 0)
                Read(group, _quarters[quarter % Quarters], ref attempts[at], ref beats[at]);
            else
                (attempts[at], beats[at]) = _quarters[quarter % Quarters].OfWide(wide);
        }
    }

    public void Needed(int terminal) => _quarters[_latest % Quarters].Needed(terminal);

    /// <summary>One terminal's attempts in one quarter of an hour; 0 where that is too long ago.</summary>
    public int Attempts(int terminal, int quarter) => Knows(quarter) ? _quarters[quarter % Quarters].Of(terminal).Attempts : 0;

    public void Write(BinaryWriter target)
    {
        target.Write(_latest);
        target.Write(_wide.Count);
        foreach (var (group, _) in _wide.OrderBy(wide => wide.Value))
            target.Write(group);
        foreach (var quarter in _quarters)
            quarter.Write(target);
    }

    public void Read(BinaryReader source)
    {
        _latest = source.ReadInt32();
        for (var wide = source.ReadInt32(); wide > 0; wide--)
            Wide(source.ReadInt32());
        foreach (var quarter in _quarters)
            quarter.Read(source);
    }

    private static void Read(Group group, QuarterCounts quarter, ref int attempts, ref int beats)
    {
        foreach (var member in group.Members)
        {
            var (tried, beaten) = quarter.Of(member);
            attempts += tried;
            beats += beaten;
        }
    }

    private bool Knows(int quarter) => quarter <= _latest && quarter > _latest - Quarters;

    private void MoveOn(int quarter)
    {
        for (var next = Math.Max(_latest + 1, quarter - Quarters + 1); next <= quarter; next++)
            _quarters[next % Quarters].Clear();
        _latest = quarter;
    }

    private int[] Wide(Look look)
    {
        Growing.ToHold(ref _ofLook, look.Index + 1);
        return _ofLook[look.Index] ??= [.. look.Groups.Select(Wide)];
    }

    private int Wide(int group)
    {
        if (!_wide.TryGetValue(group, out var at))
            _wide[group] = at = _wide.Count;
        return at;
    }
}

using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// Attempts and heartbeats of the last two days in quarter hours: per wide group in full, per terminal in a byte a quarter hour; small groups
/// are added up from their terminals when somebody asks. The quarter hour that lasts is one array over all terminals, so that what every
/// event touches stays in the processor's cache.
/// </summary>
internal sealed class ActivityHistory(FleetMap fleet)
{
    public const int Quarters = 192;
    public static readonly long QuarterTicks = TimeSpan.FromMinutes(15).Ticks;
    private readonly QuarterCounts[] _quarters = [.. Enumerable.Range(0, Quarters).Select(_ => new QuarterCounts())];
    private readonly Dictionary<int, WideHistory> _wide = [];
    private WideHistory[][] _ofLook = [];
    private int _latest;

    public void Add(int terminal, long at, int attempts, int beats)
    {
        var quarter = (int)(at / QuarterTicks);
        if (quarter > _latest - Quarters)
        {
            for (var next = Math.Max(_latest + 1, quarter - Quarters + 1); next <= quarter; next++)
                _quarters[next % Quarters].Clear();
            _latest = Math.Max(_latest, quarter);
            _quarters[quarter % Quarters].Add(terminal, attempts, beats);
        }
        foreach (var history in Wide(fleet.LookOf(terminal)))
            history.Add(quarter, attempts, beats);
    }

    /// <summary>Fills the two arrays with the group's counts of the quarters that end with <paramref name="last"/>, oldest first; a small group's only from one quarter on.</summary>
    public void Read(Group group, int last, int from, int[] attempts, int[] beats)
    {
        Array.Clear(attempts);
        Array.Clear(beats);
        if (group.IsWide)
        {
            Wide(group.Index).Read(last, attempts, beats);
            return;
        }
        for (var at = Math.Max(0, from - last + Quarters - 1); at < Quarters; at++)
        {
            var quarter = last - Quarters + 1 + at;
            if (quarter <= _latest && quarter > _latest - Quarters)
                Read(group, _quarters[quarter % Quarters], ref attempts[at], ref beats[at]);
        }
    }

    public void Needed(int terminal) => _quarters[_latest % Quarters].Needed(terminal);

    /// <summary>One terminal's attempts in one quarter of an hour; 0 where that is too long ago.</summary>
    public int Attempts(int terminal, int quarter) =>
        quarter <= _latest && quarter > _latest - Quarters ? _quarters[quarter % Quarters].Of(terminal).Attempts : 0;

    public void Write(BinaryWriter target)
    {
        target.Write(_latest);
        foreach (var quarter in _quarters)
            quarter.Write(target);
        target.Write(_wide.Count);
        foreach (var (group, history) in _wide.OrderBy(wide => wide.Key))
        {
            target.Write(group);
            history.Write(target);
        }
    }

    public void Read(BinaryReader source)
    {
        _latest = source.ReadInt32();
        foreach (var quarter in _quarters)
            quarter.Read(source);
        for (var wide = source.ReadInt32(); wide > 0; wide--)
            Wide(source.ReadInt32()).Read(source);
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

    private WideHistory[] Wide(Look look)
    {
        Growing.ToHold(ref _ofLook, look.Index + 1);
        return _ofLook[look.Index] ??= [.. look.Groups.Select(Wide)];
    }

    private WideHistory Wide(int group)
    {
        if (!_wide.TryGetValue(group, out var history))
            _wide[group] = history = new WideHistory();
        return history;
    }
}

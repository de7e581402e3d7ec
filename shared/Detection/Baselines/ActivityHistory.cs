using FleetWatch.Detection.Fleet;

namespace FleetWatch.Detection.Baselines;

/// <summary>
/// Attempts and heartbeats of the last two days in quarter hours: per terminal in bytes, per wide group in full; small groups are
/// added up from their terminals when somebody asks.
/// </summary>
internal sealed class ActivityHistory(FleetMap fleet)
{
    public const int Quarters = 192;
    public static readonly long QuarterTicks = TimeSpan.FromMinutes(15).Ticks;
    private byte[] _attempts = [];
    private byte[] _beats = [];
    private int[] _latest = [];
    private readonly Dictionary<int, WideHistory> _wide = [];

    public void Add(int terminal, long at, int attempts, int beats)
    {
        Grow(terminal);
        var quarter = (int)(at / QuarterTicks);
        if (quarter <= _latest[terminal] - Quarters)
            return;
        for (var next = Math.Max(_latest[terminal] + 1, quarter - Quarters + 1); next <= quarter; next++)
            _attempts[Cell(terminal, next)] = _beats[Cell(terminal, next)] = 0;
        _latest[terminal] = Math.Max(_latest[terminal], quarter);
        var cell = Cell(terminal, quarter);
        _attempts[cell] = (byte)Math.Min(byte.MaxValue, _attempts[cell] + attempts);
        _beats[cell] = (byte)Math.Min(byte.MaxValue, _beats[cell] + beats);
        foreach (var group in fleet.Seat(terminal).Groups)
        {
            if (fleet.Group(group).IsWide)
                Wide(group).Add(quarter, attempts, beats);
        }
    }

    /// <summary>Fills the two arrays with the group's counts of the quarters that end with <paramref name="last"/>, oldest first.</summary>
    public void Read(Group group, int last, int[] attempts, int[] beats)
    {
        Array.Clear(attempts);
        Array.Clear(beats);
        if (group.IsWide)
        {
            Wide(group.Index).Read(last, attempts, beats);
            return;
        }
        foreach (var member in group.Members)
            Read(member, last, attempts, beats);
    }

    /// <summary>One terminal's attempts in one quarter of an hour; 0 where that is too long ago.</summary>
    public int Attempts(int terminal, int quarter) =>
        terminal < _latest.Length && quarter <= _latest[terminal] && quarter > _latest[terminal] - Quarters ? _attempts[Cell(terminal, quarter)] : 0;

    public void Write(BinaryWriter target)
    {
        target.Write(_latest.Length);
        target.Write(_attempts);
        target.Write(_beats);
        foreach (var latest in _latest)
            target.Write(latest);
        target.Write(_wide.Count);
        foreach (var (group, history) in _wide.OrderBy(wide => wide.Key))
        {
            target.Write(group);
            history.Write(target);
        }
    }

    public void Read(BinaryReader source)
    {
        var terminals = source.ReadInt32();
        _attempts = source.ReadBytes(terminals * Quarters);
        _beats = source.ReadBytes(terminals * Quarters);
        _latest = new int[terminals];
        for (var at = 0; at < terminals; at++)
            _latest[at] = source.ReadInt32();
        for (var wide = source.ReadInt32(); wide > 0; wide--)
            Wide(source.ReadInt32()).Read(source);
    }

    private void Read(int terminal, int last, int[] attempts, int[] beats)
    {
        if (terminal >= _latest.Length)
            return;
        var newest = Math.Min(last, _latest[terminal]);
        for (var quarter = Math.Max(last, _latest[terminal]) - Quarters + 1; quarter <= newest; quarter++)
        {
            var at = quarter - (last - Quarters + 1);
            if (at < 0)
                continue;
            attempts[at] += _attempts[Cell(terminal, quarter)];
            beats[at] += _beats[Cell(terminal, quarter)];
        }
    }

    private WideHistory Wide(int group)
    {
        if (!_wide.TryGetValue(group, out var history))
            _wide[group] = history = new WideHistory();
        return history;
    }

    private static int Cell(int terminal, int quarter) => (terminal * Quarters) + (quarter % Quarters);

    private void Grow(int terminal)
    {
        if (terminal < _latest.Length)
            return;
        var size = Math.Max(64, (terminal + 1) * 2);
        Array.Resize(ref _latest, size);
        Array.Resize(ref _attempts, size * Quarters);
        Array.Resize(ref _beats, size * Quarters);
    }
}

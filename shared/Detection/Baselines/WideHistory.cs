namespace FleetWatch.Detection.Baselines;

/// <summary>The last two days of one wide group.</summary>
internal sealed class WideHistory
{
    private readonly int[] _attempts = new int[ActivityHistory.Quarters];
    private readonly int[] _beats = new int[ActivityHistory.Quarters];
    private int _latest;

    public void Add(int quarter, int attempts, int beats)
    {
        if (quarter <= _latest - ActivityHistory.Quarters)
            return;
        for (var next = Math.Max(_latest + 1, quarter - ActivityHistory.Quarters + 1); next <= quarter; next++)
            _attempts[next % ActivityHistory.Quarters] = _beats[next % ActivityHistory.Quarters] = 0;
        _latest = Math.Max(_latest, quarter);
        _attempts[quarter % ActivityHistory.Quarters] += attempts;
        _beats[quarter % ActivityHistory.Quarters] += beats;
    }

    public void Read(int last, int[] attempts, int[] beats)
    {
        for (var at = 0; at < ActivityHistory.Quarters; at++)
        {
            var quarter = last - ActivityHistory.Quarters + 1 + at;
            if (quarter > _latest || quarter <= _latest - ActivityHistory.Quarters)
                continue;
            attempts[at] = _attempts[quarter % ActivityHistory.Quarters];
            beats[at] = _beats[quarter % ActivityHistory.Quarters];
        }
    }

    public void Write(BinaryWriter target)
    {
        target.Write(_latest);
        for (var at = 0; at < ActivityHistory.Quarters; at++)
        {
            target.Write(_attempts[at]);
            target.Write(_beats[at]);
        }
    }

    public void Read(BinaryReader source)
    {
        _latest = source.ReadInt32();
        for (var at = 0; at < ActivityHistory.Quarters; at++)
        {
            _attempts[at] = source.ReadInt32();
            _beats[at] = source.ReadInt32();
        }
    }
}

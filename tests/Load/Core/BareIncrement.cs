namespace FleetWatch.Load.Core;

/// <summary>
/// What the memory alone costs: for each event the places that it has to reach whatever the statistics are, in arrays of the size that the
/// core needs, and nothing but an increment in each. A terminal's place in the table of names, its line, its quarter hour, its site, its
/// merchant, and the place of the event's id among those of the last day.
/// </summary>
internal sealed class BareIncrement
{
    private const int Line = 16;
    private const int Quarters = 192;
    public const int Rounds = 20_000;
    private readonly int[] _names;
    private readonly int[] _lines;
    private readonly byte[] _quarters;
    private readonly double[] _sites;
    private readonly double[] _merchants;
    private readonly ulong[] _ids;
    private ulong _state = 88172645463325252;

    public BareIncrement(int terminals, int ids)
    {
        _names = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)terminals * 2)];
        for (var at = 0; at < _names.Length; at++)
            _names[at] = (int)(Next() % (ulong)terminals);
        _lines = new int[terminals * Line];
        _quarters = new byte[terminals * Quarters];
        _sites = new double[(terminals / 4) + 1];
        _merchants = new double[(terminals / 12) + 1];
        _ids = new ulong[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)ids * 2)];
        Run();
    }

    /// <returns>Nanoseconds of processor time an event.</returns>
    public double Run()
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var round = 0; round < Rounds; round++)
        {
            var random = Next();
            var terminal = _names[random & (ulong)(_names.Length - 1)];
            _lines[terminal * Line]++;
            _quarters[(terminal * Quarters) + (round & 127)]++;
            _sites[terminal / 4]++;
            _merchants[terminal / 12]++;
            _ids[(random >> 32) * 0x9E3779B97F4A7C15 >> 20 & (ulong)(_ids.Length - 1)]++;
        }
        return (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / Rounds;
    }

    private ulong Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        return _state ^= _state << 17;
    }
}

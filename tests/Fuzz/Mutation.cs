namespace FleetWatch.Fuzz;

/// <summary>Changes an input a little, as lines, programs and attackers do.</summary>
internal sealed class Mutation(int seed)
{
    private const int Longest = 4096;
    private static readonly byte[] Telling = [0, 1, 0x0F, 0x10, 0x20, (byte)'0', (byte)'9', (byte)'=', (byte)'D', 0x5F, 0x7F, 0x80, 0x99, 0xF0, 0xF9, 0xFF];
    private readonly Random _random = new(seed);

    public int Pick(int count) => _random.Next(count);

    public byte[] Change(byte[] input, byte[] other)
    {
        var bytes = new List<byte>(input);
        for (var left = 1 << _random.Next(5); left > 0; left--)
            Once(bytes, other);
        if (bytes.Count > Longest)
            bytes.RemoveRange(Longest, bytes.Count - Longest);
        return [.. bytes];
    }

    private void Once(List<byte> bytes, byte[] other)
    {
        var at = _random.Next(bytes.Count + 1);
        var inside = at < bytes.Count;
        switch (_random.Next(8))
        {
            case 0 when inside:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when inside:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2 when inside:
                bytes[at] = Telling[_random.Next(Telling.Length)];
                break;
            case 3 when inside:
                bytes[at] += (byte)(_random.Next(35) - 17);
                break;
            case 4 when inside:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + _random.Next(16)));
                break;
            case 5:
                bytes.InsertRange(at, Enumerable.Repeat(Telling[_random.Next(Telling.Length)], 1 + _random.Next(16)));
                break;
            case 6 when inside:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, 1 + _random.Next(32))));
                break;
            case 7 when other.Length > 0:
                var from = _random.Next(other.Length);
                if (inside)
                    bytes.RemoveRange(at, bytes.Count - at);
                bytes.AddRange(other[from..]);
                break;
        }
    }
}

using System.Buffers.Binary;
using System.Text;

namespace FleetWatch.Simulator.Feed;

/// <summary>Strings that come again and again, made once: terminals, versions, codes. As many as there are places; a newcomer takes the place of another.</summary>
internal sealed class NamePool
{
    private const int Bits = 13;
    private readonly string?[] _places = new string?[1 << Bits];

    public string Of(ReadOnlySpan<byte> ascii)
    {
        ref var kept = ref _places[Place(ascii)];
        if (kept is null || !Ascii.Equals(ascii, kept))
            kept = Encoding.ASCII.GetString(ascii);
        return kept;
    }

    // What tells names apart is mostly at their end.
    private static int Place(ReadOnlySpan<byte> name)
    {
        Span<byte> end = stackalloc byte[sizeof(ulong)];
        end.Clear();
        name[^Math.Min(name.Length, sizeof(ulong))..].CopyTo(end);
        var mixed = (BinaryPrimitives.ReadUInt64LittleEndian(end) ^ (ulong)name.Length) * 0x9E3779B97F4A7C15;
        return (int)(mixed >> (64 - Bits));
    }
}

using System.Buffers.Binary;
using System.Text;

namespace FleetWatch.Detection.Fleet;

/// <summary>Names as UTF-8, one after the other: a string of its own costs five times the memory.</summary>
internal sealed class NameArena
{
    private const int Short = 256;
    private byte[] _bytes = new byte[256];
    private int _used;

    /// <returns>Where it is kept.</returns>
    public int Add(string name)
    {
        var length = Encoding.UTF8.GetByteCount(name);
        if (length > ushort.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(name), length, "A name of the registry is longer than 65,535 bytes.");
        Growing.ToHold(ref _bytes, _used + sizeof(ushort) + length);
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_used), (ushort)length);
        Encoding.UTF8.GetBytes(name, _bytes.AsSpan(_used + sizeof(ushort)));
        var at = _used;
        _used += sizeof(ushort) + length;
        return at;
    }

    public void Needed(int at) => Soon.Needed(_bytes, at);

    public string Get(int at) => Encoding.UTF8.GetString(Kept(at));

    /// <summary>Whether this very name is kept there.</summary>
    public bool Is(int at, ReadOnlySpan<char> name)
    {
        var kept = Kept(at);
        if (Ascii.Equals(kept, name))
            return true;
        var bytes = kept.Length <= Short ? stackalloc byte[Short] : new byte[kept.Length];
        return Encoding.UTF8.TryGetBytes(name, bytes, out var length) && bytes[..length].SequenceEqual(kept);
    }

    private ReadOnlySpan<byte> Kept(int at) => _bytes.AsSpan(at + sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at)));
}

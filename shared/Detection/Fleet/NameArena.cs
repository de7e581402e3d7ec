using System.Buffers.Binary;
using System.Text;

namespace FleetWatch.Detection.Fleet;

/// <summary>Names as UTF-8, one after the other: a string of its own costs five times the memory.</summary>
internal sealed class NameArena
{
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

    public string Get(int at) =>
        Encoding.UTF8.GetString(_bytes, at + sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(at)));
}

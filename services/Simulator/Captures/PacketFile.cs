using System.Buffers.Binary;
using FleetWatch.Simulator.Console;
using PacketDotNet;

namespace FleetWatch.Simulator.Captures;

/// <summary>One packet of a capture.</summary>
/// <param name="Number">From 1.</param>
/// <param name="At">When it was captured.</param>
/// <param name="Link">What the bytes begin with.</param>
/// <param name="Data">As much of it as was captured.</param>
internal sealed record CapturedPacket(long Number, DateTimeOffset At, LinkLayers Link, byte[] Data);

/// <summary>
/// Reads pcap (draft-ietf-opsawg-pcap) and pcapng (draft-ietf-opsawg-pcapng) files in either byte order, a packet at a time. What
/// breaks off in the middle of a packet ends there, as a capture that was stopped does.
/// </summary>
internal sealed class PacketFile
{
    private const int LargestBlock = 1 << 24;
    private const uint SectionHeader = 0x0A0D0D0A;
    private const uint ByteOrder = 0x1A2B3C4D;
    private const int InterfaceDescription = 1;
    private const int SimplePacket = 3;
    private const int EnhancedPacket = 6;
    private readonly List<(LinkLayers Link, long PerSecond)> _interfaces = [];
    private readonly Stream _file;
    private bool _swapped;
    private long _number;

    private PacketFile(Stream file) => _file = file;

    /// <exception cref="UnusableInputException">It is neither kind of capture.</exception>
    public static IEnumerable<CapturedPacket> Read(Stream file, string name)
    {
        var magic = new byte[4];
        file.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        var reader = new PacketFile(file);
        return BinaryPrimitives.ReadUInt32LittleEndian(magic) switch
        {
            SectionHeader => reader.Blocks(),
            0xA1B2C3D4 => reader.Records(1_000_000, swapped: false),
            0xD4C3B2A1 => reader.Records(1_000_000, swapped: true),
            0xA1B23C4D => reader.Records(1_000_000_000, swapped: false),
            0x4D3CB2A1 => reader.Records(1_000_000_000, swapped: true),
            _ => throw new UnusableInputException(Texts.Of("capture-no-capture", name)),
        };
    }

    private IEnumerable<CapturedPacket> Records(long perSecond, bool swapped)
    {
        _swapped = swapped;
        if (Take(20) is not { } head)
            yield break;
        var link = (LinkLayers)(UInt(head, 16) & 0xFFFF);
        while (Take(16) is { } record && Take(UInt(record, 8)) is { } data)
            yield return new CapturedPacket(++_number, At(UInt(record, 0) * perSecond + UInt(record, 4), perSecond), link, data);
    }

    private IEnumerable<CapturedPacket> Blocks()
    {
        var type = SectionHeader;
        while (true)
        {
            if (type == SectionHeader && !BeginSection())
                yield break;
            if (type != SectionHeader)
            {
                if (Take(4) is not { } size || Take(UInt(size, 0) - 8L) is not { } block)
                    yield break;
                if (type == InterfaceDescription)
                    _interfaces.Add(Interface(block));
                else if (type is SimplePacket or EnhancedPacket && Packet(type, block) is { } packet)
                    yield return packet;
            }
            if (Take(4) is not { } next)
                yield break;
            type = UInt(next, 0);
        }
    }

    /// <summary>A section has its own byte order and its own interfaces.</summary>
    private bool BeginSection()
    {
        if (Take(8) is not { } head)
            return false;
        _swapped = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) != ByteOrder;
        _interfaces.Clear();
        return Take(UInt(head, 0) - 12L) is not null;
    }

    private (LinkLayers, long) Interface(byte[] block)
    {
        var perSecond = 1_000_000L;
        for (var at = 8; at + 4 <= block.Length - 4 && UShort(block, at) != 0; at += 4 + (UShort(block, at + 2) + 3) / 4 * 4)
            if (UShort(block, at) == 9) // if_tsresol: a power of ten, or of two where the first bit is set
                perSecond = (block[at + 4] & 0x80) == 0 ? (long)Math.Pow(10, Math.Min(block[at + 4], (byte)9)) : 1L << Math.Min(block[at + 4] & 0x7F, 40);
        return ((LinkLayers)UShort(block, 0), perSecond);
    }

    private CapturedPacket? Packet(uint type, byte[] block)
    {
        var simple = type == SimplePacket;
        var which = simple || block.Length < 20 ? 0 : (int)Math.Min(UInt(block, 0), int.MaxValue);
        if (which >= _interfaces.Count || block.Length < (simple ? 8 : 24))
            return null;
        var (link, perSecond) = _interfaces[which];
        var at = simple ? 0 : (long)((ulong)UInt(block, 4) << 32 | UInt(block, 8));
        var from = simple ? 4 : 20;
        var size = Math.Min(simple ? UInt(block, 0) : UInt(block, 12), block.Length - from - 4);
        return new CapturedPacket(++_number, At(at, perSecond), link, block.AsSpan(from, (int)size).ToArray());
    }

    private static DateTimeOffset At(long ticks, long perSecond) => DateTimeOffset.UnixEpoch
        .AddSeconds(Math.Clamp(ticks / perSecond, 0, 250_000_000_000)).AddTicks((long)(ticks % perSecond / (double)perSecond * TimeSpan.TicksPerSecond));

    /// <returns>Null where the file ends before, or the size cannot be right.</returns>
    private byte[]? Take(long size)
    {
        if (size is < 0 or > LargestBlock)
            return null;
        var bytes = new byte[size];
        return _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length ? bytes : null;
    }

    private uint UInt(byte[] bytes, int at) => _swapped
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private ushort UShort(byte[] bytes, int at) => _swapped
        ? BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));
}

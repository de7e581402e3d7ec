using System.Buffers.Binary;
using System.IO.Compression;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Feed;

/// <summary>
/// A gzip file, unpacked, that must be whole: .NET takes one that breaks off for one that ends, and half a feed would pass for all of it.
/// </summary>
internal sealed class WholeGzip(FileStream packed) : ReadOnlyStream
{
    private readonly GZipStream _content = new(packed, CompressionMode.Decompress);
    private long _inflated;
    private bool _looked;

    /// <exception cref="UnusableInputException">The file breaks off, or is damaged.</exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            var read = _content.Read(buffer, offset, count);
            _inflated += read;
            if (read == 0 && count > 0 && !_looked)
            {
                _looked = true;
                if (!SaysItsSize() && !EndsWhereAnotherMayBegin())
                    throw BrokenOff();
            }
            return read;
        }
        catch (InvalidDataException)
        {
            throw BrokenOff();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    // RFC 1952: a member ends with the size of what was packed, modulo 2^32.
    private bool SaysItsSize()
    {
        Span<byte> size = stackalloc byte[sizeof(uint)];
        return RandomAccess.Read(packed.SafeFileHandle, size, Math.Max(0, packed.Length - size.Length)) == size.Length
            && BinaryPrimitives.ReadUInt32LittleEndian(size) == (uint)_inflated;
    }

    // Several members may stand one behind the other, and the size is that of the last. Read once more with one member of one byte behind them, they give one byte more.
    private bool EndsWhereAnotherMayBegin()
    {
        using var again = new FileStream(packed.Name, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var one = new MemoryStream();
        using (var pack = new GZipStream(one, CompressionLevel.Fastest, leaveOpen: true))
            pack.WriteByte(0);
        one.Position = 0;
        using var both = new GZipStream(new Joined(again, one), CompressionMode.Decompress);
        var (buffer, inflated) = (new byte[1 << 16], 0L);
        for (int read; (read = both.Read(buffer)) > 0;)
            inflated += read;
        return inflated == _inflated + 1;
    }

    private UnusableInputException BrokenOff() => new(Texts.Of("gzip-broken-off", packed.Name));

    private sealed class Joined(Stream first, Stream second) : ReadOnlyStream
    {
        public override int Read(byte[] buffer, int offset, int count) =>
            first.Read(buffer, offset, count) is > 0 and var read ? read : second.Read(buffer, offset, count);
    }
}

using System.Buffers.Binary;

namespace FleetWatch.Ingest.Posts;

/// <summary>
/// Remembers the last four bytes that go through: gzip (RFC 1952) ends with the size of what was packed, and .NET takes a stream
/// that breaks off before it for one that ends. Of several members packed one behind the other it sees the last only.
/// </summary>
internal sealed class GzipTail(Stream packed) : Stream
{
    private uint _last;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Whether what went through ends as one member that holds so many bytes.</summary>
    public bool Closes(long inflatedBytes) => BinaryPrimitives.ReverseEndianness(_last) == (uint)inflatedBytes;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await packed.ReadAsync(buffer, cancellationToken);
        Remember(buffer.Span[..read]);
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = packed.Read(buffer, offset, count);
        Remember(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Remember(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes[Math.Max(0, bytes.Length - sizeof(uint))..])
            _last = _last << 8 | one;
    }
}

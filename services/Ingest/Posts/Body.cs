using System.Buffers;
using System.IO.Compression;

namespace FleetWatch.Ingest.Posts;

/// <summary>
/// The body of one post in a pooled buffer, inflated where it comes compressed, never more of it than the limit: what counts is
/// the size after inflation, so that a small bomb stays small.
/// </summary>
internal sealed class Body : IAsyncDisposable
{
    private const int FirstSize = 32 * 1024;
    private readonly Stream _stream;
    private readonly GzipTail? _tail;
    private readonly int _maxBytes;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _start;
    private int _end;
    private long _total;

    /// <exception cref="PostRefused">It is encoded in a way that is not known here.</exception>
    public Body(HttpRequest request, int maxBytes)
    {
        _maxBytes = maxBytes;
        _tail = IsGzip(request) ? new GzipTail(request.Body) : null;
        _stream = _tail is null ? request.Body : new GZipStream(_tail, CompressionMode.Decompress, leaveOpen: true);
    }

    /// <summary>What was read and not yet taken.</summary>
    public ReadOnlyMemory<byte> Unread => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Reads more. False: there is no more.</summary>
    /// <exception cref="PostRefused">The body is too large, broken off or not what it says.</exception>
    public async ValueTask<bool> Read(CancellationToken ct)
    {
        MakeRoom();
        try
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_end), ct);
            _end += read;
            _total += read;
            if (_total > _maxBytes)
                throw new PostRefused(StatusCodes.Status413PayloadTooLarge, PostRefused.TooLarge);
            if (read == 0 && _tail?.Closes(_total) is false)
                throw new PostRefused(StatusCodes.Status400BadRequest, PostRefused.NotGzip);
            return read > 0;
        }
        catch (InvalidDataException)
        {
            throw new PostRefused(StatusCodes.Status400BadRequest, PostRefused.NotGzip);
        }
        catch (BadHttpRequestException bad)
        {
            throw new PostRefused(bad.StatusCode,
                bad.StatusCode is StatusCodes.Status413PayloadTooLarge ? PostRefused.TooLarge : PostRefused.BrokenOff);
        }
    }

    /// <exception cref="PostRefused">As <see cref="Read"/>.</exception>
    public async ValueTask ReadToEnd(CancellationToken ct)
    {
        while (await Read(ct))
        {
        }
    }

    /// <summary>Drops what was taken.</summary>
    public void Take(int bytes) => _start += bytes;

    public async ValueTask DisposeAsync()
    {
        // Not kept, not even in a pool: it may hold what must not stay.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        if (_stream is GZipStream)
            await _stream.DisposeAsync();
    }

    private static bool IsGzip(HttpRequest request) => request.Headers.ContentEncoding.ToString().ToLowerInvariant() switch
    {
        "" or "identity" => false,
        "gzip" or "x-gzip" => true,
        _ => throw new PostRefused(StatusCodes.Status415UnsupportedMediaType, PostRefused.Unsupported),
    };

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Unread.CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end < _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Unread.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _buffer = larger;
    }
}

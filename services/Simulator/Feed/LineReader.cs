namespace FleetWatch.Simulator.Feed;

/// <summary>Lines of a stream as bytes, in bounded memory, with their number and where they begin.</summary>
internal sealed class LineReader(Stream source)
{
    /// <summary>Nothing sensible is longer; a file of one endless line must not fill the memory.</summary>
    public const int LongestLine = 1 << 20;

    private byte[] _buffer = new byte[1 << 16];
    private int _begin;
    private int _end;
    private bool _ended;

    /// <summary>Number of the line read last, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Bytes of the unpacked stream behind the line read last: where the next one begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The next line without its end; valid until the next call.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="LongestLine"/>.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(searched + found, 1, out line);
            searched = _end - _begin;
            if (_ended)
                return searched > 0 ? Take(searched, 0, out line) : Nothing(out line);
            Fill();
        }
    }

    /// <summary>Goes on at <paramref name="offset"/>, which an earlier reader of the same content reported.</summary>
    public void Skip(long offset, long line)
    {
        while (Offset < offset)
        {
            if (_begin == _end && !_ended)
                Fill();
            var step = (int)Math.Min(offset - Offset, _end - _begin);
            if (step == 0)
                throw new InvalidDataException($"The content ends before byte {offset}.");
            _begin += step;
            Offset += step;
        }
        Line = line;
    }

    private bool Take(int length, int terminator, out ReadOnlySpan<byte> line)
    {
        line = _buffer.AsSpan(_begin, length);
        if (line is [.., (byte)'\r'])
            line = line[..^1];
        _begin += length + terminator;
        Offset += length + terminator;
        Line++;
        return true;
    }

    private static bool Nothing(out ReadOnlySpan<byte> line)
    {
        line = default;
        return false;
    }

    private void Fill()
    {
        if (_begin > 0)
        {
            _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
            _end -= _begin;
            _begin = 0;
        }
        if (_end == _buffer.Length)
        {
            if (_end >= LongestLine)
                throw new InvalidDataException($"Line {Line + 1} is longer than {LongestLine} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var read = source.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
    }
}

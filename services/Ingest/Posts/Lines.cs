using FleetWatch.Ingest.Events;

namespace FleetWatch.Ingest.Posts;

/// <summary>Takes a body apart into lines as it comes. A line that is too long costs itself only.</summary>
internal sealed class Lines(Post post, int maxLineBytes)
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];
    private int _line;
    private bool _skipping;

    /// <summary>Takes the whole lines of what is unread, until a batch is full. True: there may be more whole lines in it.</summary>
    public bool TakeFrom(Body body)
    {
        while (!post.HasBatch)
        {
            var unread = body.Unread.Span;
            var end = unread.IndexOf((byte)'\n');
            if (end < 0)
            {
                DropLong(body);
                return false;
            }
            TakeLine(unread[..end]);
            body.Take(end + 1);
        }
        return true;
    }

    /// <summary>What is left when there is no more is the last line.</summary>
    public void TakeLast(Body body)
    {
        TakeLine(body.Unread.Span);
        body.Take(body.Unread.Length);
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        _line++;
        if (_line == 1 && line.StartsWith(ByteOrderMark))
            line = line[ByteOrderMark.Length..];
        line = line.Trim(" \t\r"u8);
        if (_skipping)
            post.Refuse(_line, new Refusal(null, Reasons.TooLong));
        else if (!line.IsEmpty)
            post.Take(line, _line);
        _skipping = false;
    }

    private void DropLong(Body body)
    {
        if (!_skipping && body.Unread.Length <= maxLineBytes)
            return;
        _skipping = true;
        body.Take(body.Unread.Length);
    }
}

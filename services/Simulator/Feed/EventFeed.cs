using System.Text.Json;
using System.Threading.Channels;
using FleetWatch.Contracts;

namespace FleetWatch.Simulator.Feed;

/// <summary>A recorded feed of events, read and parsed ahead of whoever consumes it.</summary>
internal sealed class EventFeed(string path)
{
    private const int BatchLines = 1024;
    private const int BatchesAhead = 16;

    /// <summary>Lines that are no events, in their order; complete once the feed was read.</summary>
    public List<LineRefusal> Refused { get; } = [];

    /// <summary>Bytes of the file, as packed as it is.</summary>
    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>Bytes of the file that were read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The events in batches, in the order of the file.</summary>
    public async IAsyncEnumerable<TerminalEvent[]> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var channel = Channel.CreateBounded<TerminalEvent[]>(new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var parsing = Task.Run(() => ParseAsync(channel.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in channel.Reader.ReadAllAsync(ct))
                yield return batch;
            await parsing;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private async Task ParseAsync(ChannelWriter<TerminalEvent[]> target, CancellationToken ct)
    {
        Exception? failure = null;
        try
        {
            using var raw = FeedFile.OpenRaw(path);
            using var content = FeedFile.Unpack(raw);
            var (lines, events) = (new LineReader(content), new EventLine());
            while (Batch(lines, events) is { Length: > 0 } batch)
            {
                Position = raw.Position;
                await target.WriteAsync(batch, ct);
            }
        }
        catch (Exception unreadable)
        {
            failure = unreadable;
        }
        target.Complete(failure);
    }

    private TerminalEvent[] Batch(LineReader lines, EventLine events)
    {
        var batch = new List<TerminalEvent>(BatchLines);
        while (batch.Count < BatchLines && lines.TryRead(out var line))
        {
            if (line.Trim(" \t"u8).IsEmpty)
                continue;
            try
            {
                batch.Add(events.Read(line));
            }
            catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
            {
                Refused.Add(LineRefusal.From(lines.Line, unreadable));
            }
        }
        return [.. batch];
    }
}

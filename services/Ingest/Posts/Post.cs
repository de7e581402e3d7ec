using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;

namespace FleetWatch.Ingest.Posts;

/// <summary>One post as it is worked on: what was accepted and waits to be sent, and the verdicts.</summary>
internal sealed class Post(EventLimits limits, DateTimeOffset receivedAt, CultureInfo language)
{
    private readonly EventReader _reader = new(limits, receivedAt);
    private readonly List<TerminalEvent> _waiting = [];
    private readonly List<Verdict> _verdicts = [];
    private readonly List<Guid> _batchIds = [];
    private int _refused;
    private int _sent;

    public DateTimeOffset ReceivedAt => receivedAt;

    /// <summary>Events seen so far, good or bad.</summary>
    public int Seen { get; private set; }
    public IReadOnlyList<Verdict> Verdicts => _verdicts;

    /// <summary>Whether enough waits for one message.</summary>
    public bool HasBatch => _waiting.Count >= limits.BatchEvents;

    /// <exception cref="PostRefused">There are more events than one post may have.</exception>
    public void Take(ReadOnlySpan<byte> json, int? line = null, CloudEventContext? context = null)
    {
        var read = _reader.Read(json, out var refusals, context);
        if (read is not null)
            _waiting.Add(read);
        Count(refusals, line);
    }

    /// <exception cref="PostRefused">There are more events than one post may have.</exception>
    public void Refuse(int? line, params IReadOnlyList<Refusal> refusals) => Count(refusals, line);

    /// <summary>Takes the next events to send, at most one message of them.</summary>
    public IReadOnlyList<TerminalEvent> NextBatch()
    {
        var batch = _waiting.GetRange(0, Math.Min(limits.BatchEvents, _waiting.Count));
        _waiting.RemoveRange(0, batch.Count);
        return batch;
    }

    public void Confirmed(Guid batchId, int events)
    {
        _batchIds.Add(batchId);
        _sent += events;
    }

    public Reply Reply() => new() { Accepted = _sent, Refused = _refused, BatchIds = _batchIds, Verdicts = _verdicts };

    private void Count(IReadOnlyList<Refusal> refusals, int? line)
    {
        if (Seen == limits.MaxLines)
            throw new PostRefused(StatusCodes.Status413PayloadTooLarge, PostRefused.TooMany);
        foreach (var (field, reason) in refusals)
            _verdicts.Add(new Verdict { Index = Seen, Line = line, Field = field, Reason = reason, Message = Texts.Reason(reason, language) });
        _refused += refusals.Count > 0 ? 1 : 0;
        Seen++;
    }
}

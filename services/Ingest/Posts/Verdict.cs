namespace FleetWatch.Ingest.Posts;

/// <summary>Why one event was refused. An event with several faults has several.</summary>
internal sealed record Verdict
{
    /// <summary>Which event of the post, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Which line of the body, from 1; only where the body is read by lines.</summary>
    public int? Line { get; init; }

    /// <summary>The path of the member at fault; null where the whole event is.</summary>
    public string? Field { get; init; }

    /// <summary>One of <see cref="Events.Reasons"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>The same for people, in the language that they ask for.</summary>
    public required string Message { get; init; }
}

/// <summary>The answer to a post.</summary>
internal sealed record Reply
{
    public required int Accepted { get; init; }
    public required int Refused { get; init; }

    /// <summary>The messages in which the accepted events went on; the broker has confirmed each.</summary>
    public required IReadOnlyList<Guid> BatchIds { get; init; }
    public required IReadOnlyList<Verdict> Verdicts { get; init; }
}

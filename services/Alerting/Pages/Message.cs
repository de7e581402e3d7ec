using FleetWatch.Contracts;
using FleetWatch.Incidents;

namespace FleetWatch.Alerting.Pages;

/// <summary>What a recipient gets, in their language: a page, or a digest of many. The same again at every attempt.</summary>
internal sealed record Message
{
    /// <summary>The idempotency key.</summary>
    public required string Id { get; init; }
    public required string Organisation { get; init; }

    /// <summary>What it belongs to, for threading: the incident, or the recipient's digests.</summary>
    public required string Thread { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>Whether all that it tells of is over.</summary>
    public required bool Over { get; init; }

    /// <summary>The language it is written in: <c>en</c> or <c>zh-Hans</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The words, for channels that lay them out themselves.</summary>
    public required PageContent Content { get; init; }

    /// <summary>Short enough for a lock screen.</summary>
    public string Subject => Content.Subject;
    public required string Text { get; init; }
    public required string Html { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the oldest of what it tells of began.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Empty where it tells of FleetWatch itself, which is no incident.</summary>
    public required IReadOnlyList<PageOf> Pages { get; init; }
}

/// <summary>One page within a message, as data.</summary>
internal sealed record PageOf(string PageId, PageKind Kind, string Reason, Incident Incident)
{
    /// <summary>What, where, since when, how sure: in the recipient's language.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether it tells that the trouble is over, for its recipient at least.</summary>
    public bool Over => Kind is PageKind.Resolved or PageKind.Merged;
}

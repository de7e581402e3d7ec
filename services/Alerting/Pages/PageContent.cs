namespace FleetWatch.Alerting.Pages;

/// <summary>A page before it is laid out: the same words for every layout.</summary>
internal sealed record PageContent
{
    public required string Subject { get; init; }
    public required string Headline { get; init; }

    /// <summary>What it means in one sentence.</summary>
    public required string Summary { get; init; }
    public required IReadOnlyList<PageSection> Sections { get; init; }

    /// <summary>Incident, time zone, why it was sent.</summary>
    public required IReadOnlyList<string> Footer { get; init; }
    public string? Link { get; init; }
}

/// <param name="Title">What it is about.</param>
/// <param name="Lines">Sentences.</param>
/// <param name="Numbered">Whether they are steps, to be taken in their order.</param>
internal sealed record PageSection(string Title, IReadOnlyList<string> Lines, bool Numbered = false);

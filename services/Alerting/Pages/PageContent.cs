namespace FleetWatch.Alerting.Pages;

/// <summary>A page before it is laid out: the same words for every layout.</summary>
internal sealed record PageContent
{
    /// <summary>What, where, since when, how sure.</summary>
    public required string Subject { get; init; }

    /// <summary>For a lock screen or a text message: the subject, and what to do first.</summary>
    public required string Short { get; init; }

    /// <summary>What a lock screen shows below the subject: what to do first, or what is worst; empty: nothing is to be done.</summary>
    public string Preview { get; init; } = "";
    public required string Headline { get; init; }

    /// <summary>What it means in one sentence.</summary>
    public required string Summary { get; init; }
    public required IReadOnlyList<PageSection> Sections { get; init; }

    /// <summary>Incident, time zone, why it was sent.</summary>
    public required IReadOnlyList<string> Footer { get; init; }

    /// <summary>What can be done from the message, the most wanted first: take it on, say that it is over, see the incident.</summary>
    public IReadOnlyList<PageAction> Actions { get; init; } = [];

    /// <summary>Where the incident is seen; null: nowhere that is known.</summary>
    public string? Link => Actions.FirstOrDefault(action => !action.Acts)?.Url;

    /// <summary>With every sentence on one line, whatever names are in it.</summary>
    public PageContent Tidy() => this with
    {
        Subject = OneLine.Of(Subject),
        Short = OneLine.Of(Short),
        Preview = OneLine.Of(Preview),
        Headline = OneLine.Of(Headline),
        Summary = OneLine.Of(Summary),
        Sections = [.. Sections.Select(section => section with { Lines = [.. section.Lines.Select(OneLine.Of)] })],
        Footer = [.. Footer.Select(OneLine.Of)],
    };
}

/// <param name="Title">What it is about.</param>
/// <param name="Lines">Sentences.</param>
/// <param name="Numbered">Whether they are steps, to be taken in their order.</param>
internal sealed record PageSection(string Title, IReadOnlyList<string> Lines, bool Numbered = false)
{
    /// <summary>The lines with their numbers or dashes.</summary>
    public IEnumerable<string> Items() => Lines.Select((line, n) => Numbered ? $"{n + 1}. {line}" : $"- {line}");
}

/// <param name="Label">What it does.</param>
/// <param name="Url">Where it is done.</param>
/// <param name="Acts">Whether following it can change something; false: it only shows.</param>
internal sealed record PageAction(string Label, string Url, bool Acts = false);

using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Findings;

/// <summary>A finding as data, and the same in one reader's sentences.</summary>
public sealed record FindingExplanation
{
    public required Finding Finding { get; init; }

    /// <summary>BCP 47 tag of the language of the sentences.</summary>
    public required string Language { get; init; }

    /// <summary>What is wrong, and where.</summary>
    public required string Headline { get; init; }

    /// <summary>Since when, how wide, how sure.</summary>
    public required string Summary { get; init; }

    /// <summary>Observed against expected, with the counts.</summary>
    public required IReadOnlyList<string> Seen { get; init; }

    /// <summary>Which peers are healthy; empty where none were looked at.</summary>
    public required IReadOnlyList<string> Peers { get; init; }

    /// <summary>The runner-up, and the one fact that would decide.</summary>
    public required IReadOnlyList<string> Otherwise { get; init; }

    /// <summary>The runbook, in its order.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Whom to tell, the first one first.</summary>
    public required IReadOnlyList<string> Tell { get; init; }
    public required IReadOnlyList<string> Terminals { get; init; }

    /// <param name="finding">What was found.</param>
    /// <param name="words">The reader's language and time zone.</param>
    public static FindingExplanation Of(Finding finding, Words words) => new()
    {
        Finding = finding,
        Language = words.Culture.Name,
        Headline = words.Say("headline", ("cause", words.Cause(finding.Cause)), ("place", words.Place(finding.Scope))),
        Summary = words.Say("finding.summary", ("since", words.Time(finding.StartedAt, finding.OpenedAt)), ("zone", words.Zone),
            ("terminals", finding.AffectedTerminalCount), ("sure", Words.Percent(finding.Confidence))),
        Seen = FindingSentences.Seen(finding.Evidence, words),
        Peers = FindingSentences.Peers(finding.Evidence, words),
        Otherwise = finding.RunnerUp is null ? [words.Say("otherwise.none")] : FindingSentences.Otherwise(finding.RunnerUp, words),
        Steps = words.Steps(finding.Cause, finding.Scope.Kind),
        Tell = [.. finding.Notify.Select(words.Audience)],
        Terminals = FindingSentences.Terminals(finding.Scope, finding.AffectedTerminals, finding.AffectedTerminalCount, words),
    };

    /// <summary>The same as plain text, for a console or a chat.</summary>
    public string ToText(Words words) => new PlainText(Headline, Summary)
        .Add(words.Say("title.seen"), Seen)
        .Add(words.Say("title.peers"), Peers)
        .Add(words.Say("title.otherwise"), Otherwise)
        .Add(words.Say("title.steps"), Steps, numbered: true)
        .Add(words.Say("title.tell"), Tell, numbered: true)
        .Add(words.Say("title.terminals", ("count", Finding.AffectedTerminalCount)), Terminals)
        .ToString();
}

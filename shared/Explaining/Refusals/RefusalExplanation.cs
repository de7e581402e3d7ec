using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Refusals;

/// <summary>Why one card was refused: causes in the order of their probability, what to check, and what the bank will ask for.</summary>
public sealed record RefusalExplanation
{
    /// <summary>A cause this probable is worth a check of its own, and a bank of its own.</summary>
    private const double WorthACheck = 0.15;
    private const int MostChecks = 6;

    public required string FailureId { get; init; }
    public required string TerminalId { get; init; }

    /// <summary>When it happened, by the terminal's clock.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>BCP 47 tag of the language of the sentences.</summary>
    public required string Language { get; init; }

    /// <summary>The most probable cause, and how sure that is.</summary>
    public required string Headline { get; init; }

    /// <summary>What the terminal or the bank said.</summary>
    public required string Summary { get; init; }

    /// <summary>Every cause that the code allows, the most probable first.</summary>
    public required IReadOnlyList<ExplainedCause> Causes { get; init; }

    /// <summary>The one fact that would decide between the first two causes; null where this release has no words for it.</summary>
    public string? Deciding { get; init; }

    /// <summary>What to do at the till, in this order.</summary>
    public required IReadOnlyList<string> Checks { get; init; }

    /// <summary>Public name of who can mend it.</summary>
    public required string Tell { get; init; }

    /// <summary>What the bank will ask for; null where no bank needs to be called.</summary>
    public EvidencePack? EvidencePack { get; init; }
    public required LookedAt Looked { get; init; }

    public static RefusalExplanation Of(RefusalCase given, Words words)
    {
        var scene = new Scene(given);
        var ranked = Ranking.Of(scene);
        var likely = ranked.Where((cause, at) => at == 0 || cause.Share >= WorthACheck).ToList();
        var call = likely.Select(cause => RefusalTables.Cause(cause.Cause).Call).FirstOrDefault(call => call != BankCall.Nobody);
        return new RefusalExplanation
        {
            FailureId = given.Failure.Id,
            TerminalId = given.Failure.TerminalId,
            OccurredAt = given.Failure.OccurredAt,
            Language = words.Culture.Name,
            Headline = words.Say("why.headline", ("cause", words.Cause(ranked[0].Cause)), ("sure", Words.Percent(ranked[0].Share))),
            Summary = words.Say("why.summary", ("time", words.FullTime(given.Failure.OccurredAt)), ("terminal", given.Failure.TerminalId),
                ("said", EvidencePack.Said(scene, words)), ("entry", EvidencePack.Entry(scene, words))),
            Causes = [.. ranked.Select(cause => ExplainedCause.Of(cause, words))],
            Deciding = ranked.Count < 2 || ranked[1].Share < WorthACheck ? null : words.Deciding($"{ranked[0].Cause}-or-{ranked[1].Cause}"),
            Checks = [.. likely.SelectMany(cause => words.Say($"shop.{cause.Cause}").Split('|', StringSplitOptions.TrimEntries)).Distinct().Take(MostChecks)],
            Tell = RefusalTables.Cause(ranked[0].Cause).Tell,
            EvidencePack = call == BankCall.Nobody ? null : EvidencePack.Of(scene, call, words),
            Looked = given.Looked,
        };
    }

    /// <summary>The same as plain text, for a console or a chat.</summary>
    public string ToText(Words words)
    {
        var text = new PlainText(Headline, Summary);
        foreach (var cause in Causes.Where((cause, at) => at == 0 || cause.Share >= 0.02))
            text.Add(words.Say("why.cause", ("cause", cause.Name), ("sure", Words.Percent(cause.Share))), cause.Lines(words));
        if (Deciding is not null)
            text.Add(words.Say("title.decide"), [Deciding]);
        text.Add(words.Say("title.checks"), Checks, numbered: true);
        text.Add(words.Say("title.tell"), [words.Find($"tell.{Tell}") ?? Tell]);
        if (EvidencePack is not null)
            text.Add(EvidencePack.Title, [.. EvidencePack.Lines.Select(line => words.Say("pack.line", ("label", line.Label), ("value", line.Value)))]);
        return text.Add(words.Say("title.looked"), [words.Say(Looked.Cut ? "why.looked-cut" : "why.looked", ("events", Looked.Events),
            ("from", words.FullTime(Looked.From)), ("until", words.FullTime(Looked.Until)))]).ToString();
    }
}

/// <summary>One cause as data and in words.</summary>
public sealed record ExplainedCause
{
    public required string Cause { get; init; }
    public required string Name { get; init; }

    /// <summary>Its probability among the causes that the code allows, 0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>What it means, in one sentence.</summary>
    public required string Meaning { get; init; }
    public required IReadOnlyList<Argument> For { get; init; }
    public required IReadOnlyList<Argument> Against { get; init; }

    internal static ExplainedCause Of(RankedCause ranked, Words words) => new()
    {
        Cause = ranked.Cause,
        Name = words.Cause(ranked.Cause),
        Share = ranked.Share,
        Meaning = words.Say($"meaning.{ranked.Cause}"),
        For = [.. ranked.For.Select(one => Argument.Of(one, words))],
        Against = [.. ranked.Against.Select(one => Argument.Of(one, words))],
    };

    internal List<string> Lines(Words words) =>
    [
        Meaning,
        .. For.Select(one => words.Say("why.for", ("fact", one.Sentence))),
        .. Against.Select(one => words.Say("why.against", ("fact", one.Sentence))),
    ];
}

/// <summary>A fact that speaks for or against a cause.</summary>
/// <param name="Sentence">In words.</param>
/// <param name="Factor">How many times as probable it makes the cause.</param>
/// <param name="Fact">As data.</param>
public sealed record Argument(string Sentence, double Factor, EvidenceFact Fact)
{
    internal static Argument Of(WeighedFact one, Words words) => new(words.Fact(Named(one.Fact, words)), Math.Round(one.Factor, 2), one.Fact);

    // What comes as a name of data is told by its name in the reader's language.
    private static EvidenceFact Named(EvidenceFact fact, Words words) => fact with
    {
        Code = words.Find($"fact.{fact.Code}") is null && fact.Code.StartsWith("fault-", StringComparison.Ordinal) ? "fault-other" : fact.Code,
        Values = fact.Values.ToDictionary(value => value.Key, value => value.Key switch
        {
            "cause" => words.Cause(value.Value),
            "way" => words.Find($"way.{value.Value}") ?? value.Value,
            "place" => words.Place(Place(value.Value)),
            "confidence" => Words.Percent(double.Parse(value.Value, System.Globalization.CultureInfo.InvariantCulture)),
            _ => value.Value,
        }),
    };

    private static Scope Place(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new Scope(Enum.Parse<ScopeKind>(text[..colon]), text[(colon + 1)..]);
    }
}

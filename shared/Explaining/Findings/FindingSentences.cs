using FleetWatch.Contracts;

namespace FleetWatch.Explaining.Findings;

/// <summary>What is known of a finding, in sentences; an empty list where there is nothing to say.</summary>
public static class FindingSentences
{
    private const int NamedSymptoms = 4;
    private const int NamedPeers = 5;

    /// <summary>Observed against expected, how far it is spread, how it shows, and further facts.</summary>
    public static IReadOnlyList<string> Seen(Evidence evidence, Words words)
    {
        var lines = new List<string> { Counted(evidence, words) };
        if (evidence.DistinctCards > 0 || evidence.DistinctSites > 1)
            lines.Add(words.Say("seen.spread", ("terminals", evidence.DistinctTerminals), ("sites", evidence.DistinctSites), ("cards", evidence.DistinctCards)));
        if (evidence.Symptoms.Count > 0)
            lines.Add(words.Say("seen.symptoms", ("list", words.List(evidence.Symptoms.Take(NamedSymptoms)
                .Select(symptom => words.Say("seen.symptom", ("symptom", words.Symptom(symptom.Code)), ("count", symptom.Count)))))));
        lines.AddRange(evidence.Facts.Select(words.Fact));
        return lines;
    }

    /// <summary>Those beside it, and whether they are well.</summary>
    public static IReadOnlyList<string> Peers(Evidence evidence, Words words) =>
        [.. evidence.Peers.Take(NamedPeers).Select(peer => words.Say(PeerText(peer), ("place", words.Place(peer)),
            ("failures", peer.Failures), ("others", peer.OfOthers), ("expected", words.Number(peer.Expected)), ("terminals", peer.Terminals)))];

    /// <summary>The next best explanation, and the one fact that would decide.</summary>
    public static IReadOnlyList<string> Otherwise(RunnerUp? other, Words words)
    {
        if (other is null)
            return [];
        var lines = new List<string>
        {
            words.Say("otherwise", ("cause", words.Cause(other.Cause)), ("place", words.Place(other.Scope)), ("sure", Words.Percent(other.Confidence))),
        };
        if (other.DecidingFact is { } code && words.Deciding(code) is { } fact)
            lines.Add(words.Say("otherwise.decide", ("fact", fact)));
        return lines;
    }

    /// <summary>Observed against expected; where no counter says how much was tried, failures and missed heartbeats are told as one.</summary>
    public static string Counted(Evidence evidence, Words words)
    {
        var silent = evidence.Attempts is null ? 0 : evidence.MissedHeartbeats;
        var text = (evidence.Attempts, silent) switch
        {
            (null, _) => "seen.failures",
            (_, 0) => "seen.failures-of",
            _ when silent == evidence.Failures => "seen.silence",
            _ => "seen.failures-and-silence",
        };
        return words.Say(text, ("failures", evidence.Failures - silent), ("silent", silent), ("expected", words.Number(evidence.Expected)), ("attempts", evidence.Attempts ?? 0));
    }

    private static string PeerText(PeerHealth peer)
    {
        var usual = UsualCounts.Of(peer.Expected);
        var health = usual.Holds(peer.Failures) ? "well" : usual.Holds(peer.Failures - peer.OfOthers) ? "others" : "ill";
        return $"peer.{health}{(peer.Terminals == 0 ? ".cards" : "")}";
    }

    /// <summary>Which terminals, where the scope does not say it already.</summary>
    public static IReadOnlyList<string> Terminals(Scope scope, IReadOnlyList<string> named, int count, Words words)
    {
        if (named.Count == 0 || scope.Kind == ScopeKind.Terminal)
            return [];
        var list = words.List(named);
        return [count > named.Count ? words.Say("terminals.more", ("list", list), ("count", count - named.Count)) : list];
    }
}

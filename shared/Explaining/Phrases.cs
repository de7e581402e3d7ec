using System.Globalization;
using FleetWatch.Contracts;

namespace FleetWatch.Explaining;

/// <summary>What causes, places, codes and facts are called.</summary>
public static class Phrases
{
    /// <summary>Name of a value that is a part of the whole, 0 to 1: told as a percentage.</summary>
    private const string Share = "share";

    private static readonly Dictionary<string, ScopeKind> Dimensions = new()
    {
        ["version"] = ScopeKind.Version,
        ["carrier"] = ScopeKind.Carrier,
        ["region"] = ScopeKind.Region,
        ["merchant"] = ScopeKind.Merchant,
        ["site"] = ScopeKind.Site,
        ["bin"] = ScopeKind.Issuer,
    };

    /// <summary>A cause that this release does not know is called by its public name.</summary>
    public static string Cause(this Words words, string cause) => words.Find($"cause.{cause}") ?? cause;

    /// <summary>Who is told, in the reader's language.</summary>
    public static string Audience(this Words words, Audience audience) => words.Say($"audience.{audience}");

    public static string Severity(this Words words, Severity severity) => words.Say($"severity.{severity}");

    /// <summary>A card is never named, not even by its token.</summary>
    public static string Place(this Words words, Scope scope)
    {
        var pair = scope.Key.Split('/', 2);
        return words.Say($"scope.{scope.Kind}", ("key", scope.Key), ("first", pair[0]), ("second", pair[^1]));
    }

    public static string Place(this Words words, PeerHealth peer) =>
        peer.Rest ? words.Say("peer.rest", ("place", words.Place(peer.Scope))) : words.Place(peer.Scope);

    /// <summary>An error code in words; a response code by its number, for its meaning depends on the scheme.</summary>
    public static string Symptom(this Words words, string code) =>
        words.Find($"symptom.{code}") ?? (code.Length == 2 ? words.Say("symptom.response-code", ("code", code)) : code);

    /// <summary>A fact that this release has no sentence for is told by its code and values.</summary>
    public static string Fact(this Words words, EvidenceFact fact) => words.Find($"fact.{fact.Code}") is { } text
        ? Words.Fill(text, Shown(fact.Code == EvidenceFact.ConcentratedIn ? words.Placed(fact.Values) : fact.Values))
        : $"{Plain(fact.Code)}: {string.Join(", ", fact.Values.Select(value => $"{Plain(value.Key)} {value.Value}"))}";

    /// <summary>Null where this release has no words for it. <c>one-or-other</c> and <c>other-or-one</c> are the same question.</summary>
    public static string? Deciding(this Words words, string fact) =>
        words.Find($"decide.{fact}") ?? words.Find($"decide.{string.Join("-or-", fact.Split("-or-").Reverse())}");

    /// <summary>The runbook of a cause at such a place: what to do about it, in its order. Most causes have one wherever they are.</summary>
    public static IReadOnlyList<string> Steps(this Words words, string cause, ScopeKind at) =>
        (words.Find($"steps.{cause}.{at}") ?? words.Find($"steps.{cause}") ?? words.Say("steps.other")).Split('|', StringSplitOptions.TrimEntries);

    // A place by its dimensions is one gap of the sentence.
    private static Dictionary<string, string> Placed(this Words words, IReadOnlyDictionary<string, string> values) => new(values)
    {
        ["place"] = words.List(Dimensions.Where(dimension => values.ContainsKey(dimension.Key))
            .Select(dimension => words.Place(new Scope(dimension.Value, values[dimension.Key])))),
    };

    private static Dictionary<string, string> Shown(IReadOnlyDictionary<string, string> values)
    {
        var shown = new Dictionary<string, string>(values);
        if (values.TryGetValue(Share, out var part) && double.TryParse(part, CultureInfo.InvariantCulture, out var share))
            shown[Share] = share.ToString("0.#%", CultureInfo.InvariantCulture);
        return shown;
    }

    private static string Plain(string code) => code.Replace('-', ' ');
}

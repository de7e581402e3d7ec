using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>What is wrong, where, since when, how sure, and why that is believed. Data first: sentences are made from it.</summary>
public sealed record Finding
{
    /// <summary>Deterministic: the same feed gives the same id, also after a replay.</summary>
    public required string FindingId { get; init; }
    public required string Organisation { get; init; }

    /// <summary>One of <see cref="Causes"/>.</summary>
    public required string Cause { get; init; }
    public required Scope Scope { get; init; }

    /// <summary>The estimated moment of change.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it was first raised, in the feed's own time.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>Whether it is worth waking somebody; false: it is shown and counted only.</summary>
    public required bool Page { get; init; }

    /// <summary>Who can mend it, the first one first.</summary>
    public required IReadOnlyList<Audience> Notify { get; init; }

    /// <summary>Probability of the cause against its look-alikes, 0 to 1.</summary>
    public required double Confidence { get; init; }
    public required Evidence Evidence { get; init; }
    public RunnerUp? RunnerUp { get; init; }

    /// <summary>The terminals it touches, at most 200 of them; <see cref="AffectedTerminalCount"/> counts all.</summary>
    public required IReadOnlyList<string> AffectedTerminals { get; init; }
    public required int AffectedTerminalCount { get; init; }

    /// <summary>What its terminals have in common; null: not said.</summary>
    public Place? Place { get; init; }
}

/// <summary>Observed against expected.</summary>
public sealed record Evidence
{
    /// <summary>
    /// Failures of the finding's symptoms inside its scope since <see cref="Finding.StartedAt"/>, retries of one card counted once. Missed heartbeats are among them where
    /// they speak for the cause: <see cref="SymptomCount.Silence"/> in <see cref="Symptoms"/>.
    /// </summary>
    public required int Failures { get; init; }

    /// <summary>How many of <see cref="Failures"/> are no transactions.</summary>
    [JsonIgnore]
    public int MissedHeartbeats => Symptoms.FirstOrDefault(symptom => symptom.Code == SymptomCount.Silence)?.Count ?? 0;

    /// <summary>How many of <see cref="Failures"/> the scope's own baseline expected.</summary>
    public required double Expected { get; init; }

    /// <summary>Transactions tried in the scope meanwhile, without heartbeats; null where no counter says.</summary>
    public int? Attempts { get; init; }
    public int DistinctCards { get; init; }
    public int DistinctTerminals { get; init; }
    public int DistinctSites { get; init; }

    /// <summary>Failures by code inside the scope, most frequent first, at most 10.</summary>
    public IReadOnlyList<SymptomCount> Symptoms { get; init; } = [];

    /// <summary>Those beside it, the one where most was expected first: the healthy complement, and what is ill as well.</summary>
    public IReadOnlyList<PeerHealth> Peers { get; init; } = [];

    /// <summary>Further facts for and against, as code and values; a resource renders each in the reader's language.</summary>
    public IReadOnlyList<EvidenceFact> Facts { get; init; } = [];
}

/// <param name="Code">A response code, an error code, or <c>silence</c>.</param>
/// <param name="Count">How many.</param>
public sealed record SymptomCount(string Code, int Count)
{
    public const string Silence = "silence";
}

/// <param name="Scope">Who.</param>
/// <param name="Failures">
/// Failures of the finding's symptoms there since <see cref="Finding.StartedAt"/>, at most two days, whatever explains them: retries count once, and so does a terminal that
/// stays silent.
/// </param>
/// <param name="Expected">What the baseline expected there.</param>
/// <param name="Terminals">How many terminals that are; 0 where it is none of terminals: an issuer.</param>
public sealed record PeerHealth(Scope Scope, int Failures, double Expected, int Terminals)
{
    /// <summary>It is what of <see cref="Scope"/> is outside the finding's own, which it contains.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Rest { get; init; }

    /// <summary>How many of <see cref="Failures"/> other findings explain: those say nothing for or against this one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int OfOthers { get; init; }
}

/// <param name="Code">Which sentence.</param>
/// <param name="Values">What fills its gaps, by name; numbers in the invariant culture, times in ISO 8601.</param>
public sealed record EvidenceFact(string Code, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>
    /// Nearly all failures are in a part of the finding's scope, and the rest of it is well. Values: what names the part (one or more of <c>version</c>,
    /// <c>carrier</c>, <c>region</c>, <c>merchant</c>, <c>site</c>, <c>bin</c>), <c>failures</c> and <c>expected</c> there, <c>restFailures</c> and
    /// <c>restExpected</c> elsewhere in the scope, and <c>all</c> failures.
    /// </summary>
    public const string ConcentratedIn = "concentrated-in";
}

/// <summary>The next best explanation.</summary>
/// <param name="Cause">One of <see cref="Causes"/>.</param>
/// <param name="Scope">Where it would be.</param>
/// <param name="Confidence">Its probability, 0 to 1.</param>
/// <param name="DecidingFact">Code of the one fact that would decide between the two.</param>
public sealed record RunnerUp(string Cause, Scope Scope, double Confidence, string? DecidingFact = null);

/// <summary>What Analysis tells about a finding; kept in the stream <c>finding/{id}</c> and relayed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(FindingOpened), "finding.opened")]
[JsonDerivedType(typeof(FindingGrew), "finding.grew")]
[JsonDerivedType(typeof(FindingClosed), "finding.closed")]
public abstract record FindingEvent
{
    private protected FindingEvent()
    {
    }

    public required string FindingId { get; init; }
    public required string Organisation { get; init; }

    /// <summary>The feed's own time.</summary>
    public required DateTimeOffset At { get; init; }
}

public sealed record FindingOpened : FindingEvent
{
    public required Finding Finding { get; init; }
}

/// <summary>The same trouble is wider, clearer or differently named than it was: same identity, newer picture.</summary>
public sealed record FindingGrew : FindingEvent
{
    public required Finding Finding { get; init; }

    /// <summary>Findings that turned out to be parts of this one; they end with it.</summary>
    public IReadOnlyList<string> Absorbed { get; init; } = [];
}

public sealed record FindingClosed : FindingEvent
{
    public required FindingEnd End { get; init; }

    /// <summary>The finding that absorbed it, where <see cref="End"/> is <see cref="FindingEnd.Absorbed"/>.</summary>
    public string? AbsorbedBy { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<FindingEnd>))]
public enum FindingEnd
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("recovered")] Recovered,
    [JsonStringEnumMemberName("absorbed")] Absorbed,

    /// <summary>Later evidence took it back.</summary>
    [JsonStringEnumMemberName("withdrawn")] Withdrawn,
}

[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("info")] Info,
    [JsonStringEnumMemberName("minor")] Minor,
    [JsonStringEnumMemberName("major")] Major,
    [JsonStringEnumMemberName("critical")] Critical,
}

/// <summary>Who can mend it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Audience>))]
public enum Audience
{
    [JsonStringEnumMemberName("unknown")] Unknown,
    [JsonStringEnumMemberName("merchant")] Merchant,
    [JsonStringEnumMemberName("field-technician")] FieldTechnician,
    [JsonStringEnumMemberName("network-operations")] NetworkOperations,
    [JsonStringEnumMemberName("issuer-desk")] IssuerDesk,
    [JsonStringEnumMemberName("software-team")] SoftwareTeam,
    [JsonStringEnumMemberName("onboarding")] Onboarding,
    [JsonStringEnumMemberName("fraud-desk")] FraudDesk,
}

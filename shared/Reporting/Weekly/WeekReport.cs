using System.Text.Json.Serialization;
using FleetWatch.Contracts;
using FleetWatch.Reporting.Costs;
using FleetWatch.Reporting.Statistics;

namespace FleetWatch.Reporting.Weekly;

/// <summary>One week of one scope: what every form of the report is made from, and what its JSON is.</summary>
public sealed record WeekReport
{
    public required string Organisation { get; init; }
    public required ReportScope Scope { get; init; }

    /// <summary>ISO 8601, for example <c>2026-W45</c>.</summary>
    public required string Week { get; init; }
    public required DateTimeOffset From { get; init; }

    /// <summary>The first moment after the week.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>168, or 167 or 169 where the clock is changed.</summary>
    public required int Hours { get; init; }
    public required FleetSize Fleet { get; init; }

    /// <summary>When nothing, or next to nothing, of the whole fleet arrived although terminals were open.</summary>
    public required IReadOnlyList<DataGap> Gaps { get; init; }
    public required Availability Availability { get; init; }

    /// <summary>Null: there is nothing of the week before.</summary>
    public Availability? AvailabilityBefore { get; init; }

    /// <summary>All failures; <see cref="Technical"/> is the part that somebody can mend.</summary>
    public required RateFacts Failures { get; init; }
    public required RateFacts Technical { get; init; }

    /// <summary>Monday first.</summary>
    public required IReadOnlyList<DayFacts> Days { get; init; }
    public required IReadOnlyList<FamilyFacts> Families { get; init; }

    /// <summary>What went wrong, the dearest first.</summary>
    public required IReadOnlyList<CauseFacts> Causes { get; init; }

    /// <summary>Technical failures and silence that no incident explains.</summary>
    public required Cost Unexplained { get; init; }

    /// <summary>At most 10; empty where none stands out.</summary>
    public required IReadOnlyList<PlaceFacts> Sites { get; init; }
    public required IReadOnlyList<PlaceFacts> Terminals { get; init; }
    public required IReadOnlyList<OffenderFacts> Offenders { get; init; }

    /// <summary>From when on repeat offenders were looked for: four weeks before the end of the week, or when the source begins.</summary>
    public required DateTimeOffset OffendersSince { get; init; }

    /// <summary>What the source of the figures cannot tell.</summary>
    public required IReadOnlyList<Caveat> Caveats { get; init; }
    public required SoftwareFacts Software { get; init; }
    public required RepairFacts Repair { get; init; }

    /// <summary>Empty in a merchant's report: whom the organisation pages is its own affair.</summary>
    public required IReadOnlyList<PagedFacts> Pages { get; init; }

    /// <summary>What to do next week, what saves most first; at most 7.</summary>
    public required IReadOnlyList<ActionFacts> Actions { get; init; }

    /// <summary>Names of the sites that the report mentions, and of those that its terminals are at.</summary>
    public required IReadOnlyList<PlaceName> Names { get; init; }

    /// <summary>Single cards found expired or worn: their banks' affair, counted and not ranked.</summary>
    public required int BadCards { get; init; }

    /// <summary>False: there is nothing to report from.</summary>
    public bool HasData => Availability.AvailableMinutes > 0 || Failures.Attempts > 0;
}

/// <summary>A site, or a terminal, with the site's name.</summary>
public sealed record PlaceName(Scope Scope, string Site);

/// <summary>How large the scope is. Unregistered terminals were heard and are in no registry; they count among the terminals.</summary>
public sealed record FleetSize(int Terminals, int Sites, int Merchants, int Unregistered);

public sealed record DataGap(DateTimeOffset From, DateTimeOffset To);

/// <summary>Terminal-minutes of usual opening hours, to the half hour: open = available + silent + unknown.</summary>
public sealed record Availability(long OpenMinutes, long AvailableMinutes, long SilentMinutes, long UnknownMinutes)
{
    /// <summary>Available out of what is known, 0 to 1; null: nothing is known. What nobody watched counts neither way.</summary>
    public double? Share => AvailableMinutes + SilentMinutes == 0 ? null : AvailableMinutes / (double)(AvailableMinutes + SilentMinutes);
}

/// <summary>Failures of attempts, with the week before.</summary>
public sealed record RateFacts(int Failures, int Attempts, int? FailuresBefore, int? AttemptsBefore, RateChange Change);

/// <summary>One day in the organisation's time zone. Technical failures are those that somebody can mend; minutes are terminal-minutes of open hours.</summary>
public sealed record DayFacts(DateOnly Day, int Attempts, int Failures, int Technical, long AvailableMinutes, long SilentMinutes, long UnknownMinutes);

/// <summary>Failures of one family, for example <c>network</c>, with whether it is the card's, the holder's or the bank's everyday business. Customers are
/// cards, each counted once a day at one terminal.</summary>
public sealed record FamilyFacts(string Family, bool Everyday, int Failures, int Customers);

/// <summary>One cause with its incidents, the dearest first.</summary>
public sealed record CauseFacts(string Cause, Cost Cost, IReadOnlyList<IncidentFacts> Incidents);

/// <summary>One incident; the last failure or silence of it in the week, null where it did not show.</summary>
public sealed record IncidentFacts(string Id, string Cause, Scope Scope, DateTimeOffset StartedAt, DateTimeOffset? ResolvedAt, DateTimeOffset? LastSeenAt, Cost Cost);

/// <summary>A site or a terminal that cost more than others by more than luck.</summary>
public sealed record PlaceFacts
{
    public required Scope Scope { get; init; }

    /// <summary>A person's name of it; null: none is known.</summary>
    public string? Name { get; init; }
    public string? Merchant { get; init; }
    public required int Terminals { get; init; }
    public required int Attempts { get; init; }
    public required int Technical { get; init; }

    /// <summary>What its own incidents cost, and what it fails or is silent without an incident.</summary>
    public required Cost Cost { get; init; }

    /// <summary>Customers turned away that no luck explains: those of incidents, and the lower bound of the rest.</summary>
    public required double MoreThanLuck { get; init; }

    /// <summary>By how much it fails more than expected without its incidents: best estimate, and the 90 % interval; 1 is as the others.</summary>
    public required double Factor { get; init; }
    public required double FactorLow { get; init; }
    public required double FactorHigh { get; init; }

    /// <summary>Causes of its incidents of the week.</summary>
    public required IReadOnlyList<string> Causes { get; init; }
}

/// <summary>A place with its incidents of the four weeks that end with this one, and how often one of them came back.</summary>
public sealed record OffenderFacts(Scope Scope, int Incidents, int Reopened, IReadOnlyList<string> Causes, Cost Cost);

/// <summary>Terminals of which both the version and the newest one are known, those of them on the newest, and what is behind, the dearest first.</summary>
public sealed record SoftwareFacts(int Known, int Newest, IReadOnlyList<VersionFacts> Outdated);

/// <summary>One outdated version against the newest one of the same model.</summary>
public sealed record VersionFacts
{
    public required string Model { get; init; }
    public required string Version { get; init; }
    public required string Newest { get; init; }
    public required int Terminals { get; init; }
    public required int Attempts { get; init; }

    /// <summary>Technical failures that no incident explains.</summary>
    public required int Technical { get; init; }

    /// <summary>The same of the same model on its newest version.</summary>
    public required int NewestAttempts { get; init; }
    public required int NewestTechnical { get; init; }

    /// <summary>Whether it fails more than the newest one by more than noise; <see cref="ChangeVerdict.Unknown"/>: cannot be compared.</summary>
    public required RateChange Against { get; init; }

    /// <summary>What its incidents cost.</summary>
    public required Cost Cost { get; init; }
}

/// <summary>Of incidents worth a page that opened in the week.</summary>
public sealed record RepairFacts(int Incidents, TimeFacts Detect, TimeFacts Acknowledge, TimeFacts Repair, int StillOpen);

/// <summary>How many were measured, and how long it took them; null where none was.</summary>
public sealed record TimeFacts(int Count, TimeSpan? Median, TimeSpan? Mean);

/// <summary>Pages to one recipient; noise are those of incidents that were taken back, or rated as noise by somebody and as useful by nobody.</summary>
public sealed record PagedFacts(string Recipient, int Pages, int Noise, int Rated);

/// <summary>What to do, where, why, and what it saves next week.</summary>
public sealed record ActionFacts(ActionKind Kind, Scope Scope, string Cause, int Terminals, Cost Saves, string? IncidentId, string? Newest);

[JsonConverter(typeof(JsonStringEnumConverter<ActionKind>))]
public enum ActionKind
{
    /// <summary>An incident that lasts: mend it.</summary>
    [JsonStringEnumMemberName("mend")] Mend,

    /// <summary>A place that had several incidents: find out why.</summary>
    [JsonStringEnumMemberName("look-into")] LookInto,

    /// <summary>An outdated version that costs: update it.</summary>
    [JsonStringEnumMemberName("update")] Update,

    /// <summary>A place that fails more than others without any incident: inspect it.</summary>
    [JsonStringEnumMemberName("inspect")] Inspect,
}

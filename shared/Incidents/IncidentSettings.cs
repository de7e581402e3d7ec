using System.ComponentModel.DataAnnotations;
using FleetWatch.Contracts;
using FleetWatch.OnCall;

namespace FleetWatch.Incidents;

/// <summary>Everything about incidents and the decision to page that may be set.</summary>
public sealed record IncidentSettings
{
    /// <summary>The same trouble at the same place, back within this time of its end, is the same incident. Default 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan FlapWindow { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// What ended by itself and is back at the same terminal, site, merchant or version within this time is the same incident too: a trouble that
    /// stops with trading hours resumes the next morning. A carrier's or an issuer's next outage is news. Default 16 hours.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan ReturnWindow { get; init; } = TimeSpan.FromHours(16);

    /// <summary>
    /// After a person resolved an incident, news of it are taken as late for this long; then they open it again. Default 15 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ResolveGrace { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long the notice that an incident ended by itself is held back, so that a flapping trouble is not told as ended and begun
    /// again. An incident that came back already waits for the whole <see cref="FlapWindow"/>. Default 2 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ResolvedNoticeHold { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many pages of its own one recipient gets within <see cref="ThrottleWindow"/>; the rest is folded. Default 5.</summary>
    [Range(1, 1000)]
    public int PagesPerWindow { get; init; } = 5;

    /// <summary>Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ThrottleWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The least time between two digests to one recipient. Default 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan DigestEvery { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a digest waits for more once the first page was folded into it. Default 20 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan DigestGather { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Channels whose receiver keeps an incident of its own, and so hears also that somebody has taken it on. Default PagerDuty.</summary>
    public IReadOnlyList<string> Mirrors { get; init; } = ["pagerduty"];

    /// <summary>Who hears of what; see <see cref="Routing"/>.</summary>
    public IReadOnlyList<PageRoute> Routes { get; init; } = [];

    /// <summary>Who is paged where no route says anybody: nothing worth a page is ever told to nobody.</summary>
    public IReadOnlyList<Recipient> LastResort { get; init; } = [];

    /// <summary>Pages below this severity wait for the end of a person's quiet hours. Default major.</summary>
    public Severity QuietBelow { get; init; } = Severity.Major;

    /// <summary>People, schedules, escalation policies and windows.</summary>
    public OnCallPlan Plan { get; init; } = new();

    /// <summary>How long after the end of an incident the same trouble is still this one.</summary>
    public TimeSpan SameWithin(Incident ended) =>
        ended is { ResolvedBy: Incident.Detection, Scope.Kind: ScopeKind.Terminal or ScopeKind.Site or ScopeKind.Merchant or ScopeKind.Version } ? LongestPause : FlapWindow;

    /// <summary>The longer of <see cref="ReturnWindow"/> and <see cref="FlapWindow"/>: how far back an incident may be that comes back.</summary>
    public TimeSpan LongestPause => ReturnWindow > FlapWindow ? ReturnWindow : FlapWindow;

    /// <summary>Whoever has this address, as configured; null: nobody any more.</summary>
    public Recipient? Find(string channel, string address)
    {
        var key = Recipient.KeyOf(channel, address);
        return Routes.SelectMany(route => route.Recipients).Concat(LastResort).Concat(Plan.People.Select(Recipient.Of))
            .FirstOrDefault(recipient => recipient.Key() == key);
    }

    /// <summary>The same; one that is configured no more is known by the address, and told in the default language.</summary>
    public Recipient Known(string channel, string address) =>
        Find(channel, address) ?? new Recipient { Name = address, Channel = channel, Address = address };
}

using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Pages;
using FleetWatch.Alerting.Watch;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;
using static FleetWatch.Support.Findings;
using static FleetWatch.Unit.Alerting.Deliveries;

namespace FleetWatch.Unit.Alerting;

/// <summary>Every kind of message that somebody can get.</summary>
internal static class MessageCases
{
    private static readonly ActLinks Links = new($"https://fleetwatch.example.org/act?t={new string('A', 80)}", $"https://fleetwatch.example.org/act?t={new string('B', 80)}");

    public static IReadOnlyDictionary<string, Func<Recipient, Message>> All { get; } = new Dictionary<string, Func<Recipient, Message>>
    {
        ["page"] = to => Write(to, Delivery(Magnet())),
        ["grown"] = to => Write(to, Delivery(Magnet(), PageKind.Grew, PageReason.Worse)),
        ["escalated"] = to => Write(to, Delivery(Magnet(), PageKind.Escalated, PageReason.Escalated)),
        ["taken-on"] = to => Write(to, TakenOn(Delivery(Magnet(), PageKind.Acknowledged, PageReason.TakenOn))),
        ["resolved"] = to => Write(to, Over(Delivery(Magnet(), PageKind.Resolved, PageReason.Over))),
        ["digest"] = to => Write(to, [.. Digest()]),
        ["nobody"] = to => Write(to, Delivery(Own("nobody-on-call", "network-east"))),
        ["nobody-over"] = to => Write(to, Over(Delivery(Own("nobody-on-call", "network-east"), PageKind.Resolved, PageReason.Over))),
        ["silence"] = to => Write(to, Delivery(Own("silence-ending", "sil-20261105-7 (chen)"))),
        ["watch"] = to => Watch(to, over: false),
        ["watch-over"] = to => Watch(to, over: true),
    };

    public static Message Write(Recipient to, params Delivery[] pages) =>
        new MessageWriter(Options.Create(new PageSettings { IncidentLink = "https://fleetwatch.example.org/incidents/{id}" })).Write(pages, to, pages.Length == 1 ? Links : null);

    public static Message Watch(Recipient to, bool over) => WatchMessage.Of(
        new WatchNews(new Trouble(new Complaint(ComplaintKind.FeedSilent, "acme", 5400), Noon.AddMinutes(-2), Noon, Told: true), over), to, Noon);

    private static IEnumerable<Delivery> Digest() => Enumerable.Range(0, 120)
        .Select(n => Delivery(Finding($"f-{n}", kind: ScopeKind.CarrierRegion, key: $"中国移动-{n}/广东省深圳市南山区", severity: n == 77 ? Severity.Critical : Severity.Major), digest: "d"))
        .Append(Over(Delivery(Finding("f-over"), PageKind.Resolved, PageReason.Over, "d")));

    private static Finding Own(string cause, string key) => Finding($"{cause}/{key}", cause, ScopeKind.Unknown, key, terminals: 0) with
    {
        Confidence = 1,
        Evidence = new Evidence { Failures = 0, Expected = 0 },
    };

    private static Delivery Over(Delivery page) => page with { Incident = page.Incident with { ResolvedBy = "detection", ResolvedNote = "recovered", ResolvedAt = Noon } };

    private static Delivery TakenOn(Delivery page) => page with { Incident = page.Incident with { AcknowledgedBy = "Li Wei" } };
}

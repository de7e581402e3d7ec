using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Pages;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Microsoft.Extensions.Options;
using static FleetWatch.Support.Findings;

namespace FleetWatch.Unit.Alerting;

/// <summary>Deliveries and messages to test with.</summary>
internal static class Deliveries
{
    public static readonly Recipient English = new() { Name = "NOC", Channel = "e-mail", Address = "noc@example.org", TimeZone = "Asia/Shanghai" };
    public static readonly Recipient Chinese = English with { Language = "zh-Hans" };

    public static Incident Incident(Finding finding) => FleetWatch.Incidents.Incident.Evolve(null,
        new IncidentOpened { IncidentId = IncidentId.Of("acme", finding.FindingId), At = finding.OpenedAt, Finding = finding });

    public static Delivery Delivery(Finding? finding = null, PageKind kind = PageKind.Opened, string reason = PageReason.New, string? digest = null)
    {
        var incident = Incident(finding ?? Finding());
        var page = new PageDecided
        {
            IncidentId = incident.Id,
            PageId = $"{incident.Id}-1",
            At = Noon,
            Kind = kind,
            Send = true,
            Reason = reason,
            Channel = English.Channel,
            Recipient = English.Address,
            Digest = digest,
        };
        return FleetWatch.Alerting.Deliveries.Delivery.Of(page, incident, Noon, null);
    }

    public static Message Message(Recipient? to = null, params Delivery[] deliveries) =>
        new MessageWriter(Options.Create(new PageSettings())).Write(deliveries.Length == 0 ? [Delivery()] : deliveries, to ?? English);

    /// <summary>As a detector describes a magnet at a site: everything that a page can say.</summary>
    public static Finding Magnet() => Finding("f-magnet", Causes.MagneticInterference, ScopeKind.Site, "S00019", terminals: 3) with
    {
        Evidence = new Evidence
        {
            Failures = 9,
            Expected = 0.4,
            Attempts = 61,
            DistinctCards = 8,
            DistinctTerminals = 3,
            DistinctSites = 1,
            Symptoms = [new SymptomCount("mag-read-error", 8), new SymptomCount("91", 1)],
            Peers = [new PeerHealth(new Scope(ScopeKind.Region, "Hubei"), 1, 1.2, 120)],
            Facts = [new EvidenceFact("chip-works-meanwhile", new Dictionary<string, string> { ["approvals"] = "31" })],
        },
        RunnerUp = new RunnerUp(Causes.ReaderFault, new Scope(ScopeKind.Terminal, "T000001"), 0.04, "reader-fault-or-magnetic-interference"),
    };
}

using System.Security.Cryptography;
using System.Text;
using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Store;
using FleetWatch.Incidents;
using Marten;

namespace FleetWatch.Alerting.Links;

/// <summary>Looks at a link, and follows it: the act and the link's use are one transaction.</summary>
internal sealed class LinkDesk(LinkKeys keys, IncidentTransactions transactions, IDocumentStore store,
    Configurations configurations, IncidentDesk desk, TimeProvider clock, DeliverySignal signal)
{
    /// <summary>What it would do; changes nothing.</summary>
    public async Task<LinkView> Look(string token, CancellationToken ct)
    {
        if (ActLink.Read(token, await keys.Get(ct)) is not { } link)
            return new LinkView(LinkState.Forged);
        await using var session = store.QuerySession(link.Organisation);
        return await View(session, link, token, ct);
    }

    public async Task<LinkView> Follow(string token, CancellationToken ct)
    {
        if (ActLink.Read(token, await keys.Get(ct)) is not { } link)
            return new LinkView(LinkState.Forged);
        await using var session = await transactions.Begin(link.Organisation, ct);
        if (await View(session, link, token, ct) is not { State: LinkState.Ready, Incident: { } incident, Recipient: { } to } ready)
            return await View(session, link, token, ct);
        var (by, now) = (Name(to), clock.GetUtcNow());
        var act = link.Act == LinkAct.Acknowledge ? IncidentActs.Acknowledge(incident, by, now) : IncidentActs.Resolve(incident, by, null, now);
        if (act is ActRefused)
            return ready with { State = LinkState.TooLate };
        session.Insert(new UsedLink(Id(token), now, by));
        if (act is ActDone done)
            await desk.Keep(session, incident, done.Event, await configurations.Of(session, now, ct), now, ct);
        await session.SaveChangesAsync(ct);
        signal.Wake();
        return ready with { State = LinkState.Done };
    }

    private async Task<LinkView> View(IQuerySession session, ActLink link, string token, CancellationToken ct)
    {
        if (await session.LoadAsync<Incident>(link.IncidentId, ct) is not { } incident
            || incident.Pages.FirstOrDefault(page => page.PageId == link.PageId) is not { Channel: { } channel, Recipient: { } address })
            return new LinkView(LinkState.Forged);
        var state = await session.LoadAsync<UsedLink>(Id(token), ct) is not null ? LinkState.Used
            : link.ExpiresAt <= clock.GetUtcNow() ? LinkState.Expired
            : incident.Lasts() ? LinkState.Ready : LinkState.TooLate;
        var settings = await configurations.Of(session, clock.GetUtcNow(), ct);
        return new LinkView(state, link.Act, incident, settings.Known(channel, address));
    }

    /// <summary>The name of the desk itself would read as the detection's own act.</summary>
    private static string Name(Recipient to) => to.Name is { Length: > 0 } name && name != Incident.Detection ? name : to.Address;

    private static string Id(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

internal enum LinkState
{
    /// <summary>One press away.</summary>
    Ready,
    Done,

    /// <summary>It has been followed before.</summary>
    Used,
    Expired,

    /// <summary>Somebody came first, or it is over.</summary>
    TooLate,

    /// <summary>Nobody here has written it.</summary>
    Forged,
}

/// <summary>What a link is about; nothing of it where it is forged.</summary>
internal sealed record LinkView(LinkState State, LinkAct Act = LinkAct.Acknowledge, Incident? Incident = null, Recipient? Recipient = null);

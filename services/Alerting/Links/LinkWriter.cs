using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Pages;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Links;

/// <summary>The links of a page: the same again at every attempt.</summary>
internal sealed class LinkWriter(IOptions<LinkSettings> settings, LinkKeys keys)
{
    /// <returns>Null: there are none.</returns>
    public async ValueTask<ActLinks?> For(Delivery page, CancellationToken ct)
    {
        if (settings.Value.BaseUrl is not { } baseUrl || page.Digest is not null)
            return null;
        var key = await keys.Get(ct);
        var expiresAt = (page.TriedSince ?? page.DecidedAt) + settings.Value.Lifetime;
        string Link(LinkAct act) => $"{baseUrl.TrimEnd('/')}{LinkEndpoints.Path}?t={new ActLink(page.Organisation, page.Id, act, expiresAt).Write(key)}";
        return new ActLinks(Link(LinkAct.Acknowledge), Link(LinkAct.Resolve));
    }
}

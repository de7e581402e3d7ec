using FleetWatch.Incidents;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Deliveries;

/// <summary>Who has which address, as configured now.</summary>
internal sealed class AddressBook(IOptions<IncidentSettings> settings)
{
    /// <summary>One that is configured no more is still told, in the default language, and known by the address.</summary>
    public Recipient Find(string channel, string address) => settings.Value.Routes.SelectMany(route => route.Recipients).Concat(settings.Value.LastResort)
        .FirstOrDefault(recipient => recipient.Key() == Recipient.KeyOf(channel, address))
        ?? new Recipient { Name = address, Channel = channel, Address = address };
}

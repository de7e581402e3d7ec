using System.Collections.Concurrent;
using FleetWatch.Alerting.Channels;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Silences;
using FleetWatch.Incidents;
using FleetWatch.OnCall;
using FleetWatch.Rulebook;
using Marten;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting.Configuration;

/// <summary>What holds for one organisation: its stored file, or this service's settings where it has none; and its silences.</summary>
internal sealed class Configurations(IOptions<IncidentSettings> settings, IEnumerable<IChannel> channels)
{
    private readonly ConcurrentDictionary<string, (StoredConfiguration Stored, AlertingConfiguration Read)> read = new();

    /// <param name="session">Of the organisation.</param>
    /// <param name="now">Silences that ended before are left out.</param>
    /// <param name="ct">Ends the wait for PostgreSQL.</param>
    public async Task<IncidentSettings> Of(IQuerySession session, DateTimeOffset now, CancellationToken ct)
    {
        var stored = await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct);
        var silences = await session.Query<Silence>().Where(silence => silence.EndsAt == null || silence.EndsAt > now).ToListAsync(ct);
        return With(stored is null ? settings.Value : Read(session.TenantId, stored).Over(settings.Value), silences);
    }

    /// <summary>The file that is proposed, in the place of the stored one.</summary>
    public async Task<IncidentSettings> Proposed(AlertingConfiguration proposed, IQuerySession session, DateTimeOffset now, CancellationToken ct)
    {
        var silences = await session.Query<Silence>().Where(silence => silence.EndsAt == null || silence.EndsAt > now).ToListAsync(ct);
        return With(proposed.Over(settings.Value), silences);
    }

    /// <summary>Everything that is wrong with a file, addresses that no channel takes included.</summary>
    public (AlertingConfiguration? Configuration, IReadOnlyList<ConfigurationError> Errors) Check(string yaml) => ConfigurationFile.Read(yaml, Refuse);

    private string? Refuse(string channel, string address) => channels.FirstOrDefault(known => known.Name == channel) is { } found
        ? found.Refuse(address) is { } reason ? Spoken.Of("refused-address", ("address", address), ("why", reason)) : null
        : Spoken.Of("no-channel", ("channel", channel), ("list", string.Join(", ", channels.Select(known => known.Name))));

    private AlertingConfiguration Read(string organisation, StoredConfiguration stored)
    {
        if (read.TryGetValue(organisation, out var known) && known.Stored == stored)
            return known.Read;
        var (configuration, errors) = ConfigurationFile.Read(stored.Yaml);
        // It was checked when it was stored: only a release that reads less than the one before gets here.
        read[organisation] = (stored, configuration ?? throw new InvalidDataException($"The configuration of {organisation} cannot be read: {string.Join(' ', errors)}"));
        return configuration;
    }

    private static IncidentSettings With(IncidentSettings settings, IReadOnlyList<Silence> silences) => silences.Count == 0
        ? settings
        : settings with { Plan = settings.Plan with { Windows = [.. settings.Plan.Windows, .. silences.Select(silence => silence.Window()).OfType<Window>()] } };
}

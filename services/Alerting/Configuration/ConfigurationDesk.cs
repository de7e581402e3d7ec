using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Escalations;
using FleetWatch.Alerting.Store;
using FleetWatch.Contracts;
using FleetWatch.Rulebook;
using Marten;

namespace FleetWatch.Alerting.Configuration;

/// <summary>Reads, judges and replaces an organisation's file, whichever way somebody asks for it.</summary>
internal sealed class ConfigurationDesk(IDocumentStore store, IncidentTransactions transactions, Configurations configurations, DueDecisions due, TimeProvider clock)
{
    private const int LongestFile = 2_000_000;
    private const int ShownSteps = 50;

    public async Task<ConfigurationRead> Read(string organisation, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        var stored = await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct);
        var stream = await session.Events.FetchStreamAsync(StoredConfiguration.Only, fromVersion: Math.Max(1, (stored?.Version ?? 0) - ShownSteps + 1), token: ct);
        return new ConfigurationRead
        {
            Version = stored?.Version ?? 0,
            Yaml = stored?.Yaml ?? "",
            History = [.. stream.Select(one => (ConfigurationChanged)one.Data).Select(one => new ConfigurationStep(one.At, one.By, one.Version, one.Changes)).Reverse()],
        };
    }

    /// <summary>Stores nothing.</summary>
    public async Task<ConfigurationJudged> Check(string organisation, string yaml, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        var stored = await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct);
        return Errors(yaml) is { Count: > 0 } errors ? Judged(Ruling.Refused(errors), stored)
            : Judged(Ruling.Done, stored) with { Changes = LineDiff.Of(stored?.Yaml ?? "", yaml) };
    }

    /// <param name="organisation">Whose file.</param>
    /// <param name="by">Who puts it.</param>
    /// <param name="seen">The version that it replaces; null: whichever it is.</param>
    /// <param name="yaml">The whole file.</param>
    /// <param name="ct">Ends the wait for the transaction's turn.</param>
    public async Task<ConfigurationJudged> Put(string organisation, string by, int? seen, string yaml, CancellationToken ct)
    {
        if (Errors(yaml) is { Count: > 0 } errors)
            return Judged(Ruling.Refused(errors), null);
        await using var session = await transactions.Begin(organisation, ct);
        var before = await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct);
        if (before is not null && before.Yaml == yaml && before.By == by)
            return Judged(Ruling.Done, before);
        if (seen is not null && seen != (before?.Version ?? 0))
            return Judged(Outdated(before), before);
        var after = new StoredConfiguration(StoredConfiguration.Only, (before?.Version ?? 0) + 1, yaml, by);
        var changes = LineDiff.Of(before?.Yaml ?? "", yaml);
        session.Store(after);
        session.Events.Append(StoredConfiguration.Only, new ConfigurationChanged { At = clock.GetUtcNow(), By = by, Version = after.Version, Yaml = yaml, Changes = changes });
        await session.SaveChangesAsync(ct);
        await due.Reconsider(organisation, ct);
        return Judged(Ruling.Done, after) with { Changes = changes };
    }

    /// <summary>Writes an override into the stored file.</summary>
    public async Task<ConfigurationJudged> StandIn(string organisation, AddOverride asked, CancellationToken ct)
    {
        await using var session = store.QuerySession(organisation);
        var stored = await session.LoadAsync<StoredConfiguration>(StoredConfiguration.Only, ct);
        var yaml = OverrideText.Add(stored?.Yaml ?? "", asked.Schedule, new OverrideEntry(asked.Person, asked.From, asked.To, asked.Instead));
        if (yaml is null)
            return Judged(Ruling.Refused([new FieldError("schedule", Spoken.Of("no-schedule", ("schedule", asked.Schedule)))]), stored);
        var (after, errors) = configurations.Check(yaml);
        if (errors.Count > 0)
            return Judged(Ruling.Refused([.. errors.Select(error => new FieldError(error.Field[(error.Field.LastIndexOf('.') + 1)..], error.Reason))]), stored);
        var overrides = after!.Plan.Schedules.Single(one => one.Id == asked.Schedule).Overrides; // Nothing is wrong with the file, and the override stands in it.
        return overrides.Take(overrides.Count - 1).Contains(overrides[^1]) ? Judged(Ruling.Done, stored)
            : await Put(organisation, asked.By, stored!.Version, yaml, ct); // It was read from it.
    }

    private IReadOnlyList<FieldError> Errors(string yaml) => yaml.Length > LongestFile
        ? [new FieldError("", Spoken.Of("file-too-long", ("most", LongestFile)), 1, 1)]
        : [.. configurations.Check(yaml).Errors.Select(error => new FieldError(error.Field, error.Reason, error.Line, error.Column))];

    private static Ruling Outdated(StoredConfiguration? stored) =>
        new(Outcome.Outdated, Spoken.Of("file-outdated", ("version", stored?.Version ?? 0), ("by", stored?.By ?? ""))) { Obstacle = new Obstacle("changed", stored?.By) };

    private static ConfigurationJudged Judged(Ruling verdict, StoredConfiguration? stored) => new() { Ruling = verdict, Version = stored?.Version ?? 0 };
}

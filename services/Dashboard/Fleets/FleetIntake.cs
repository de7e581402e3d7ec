using FleetWatch.Contracts;
using Npgsql;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>Takes messages of one organisation: what they say goes into the tables in one transaction, and into the state.</summary>
internal sealed class FleetIntake(string organisation, NpgsqlDataSource database)
{
    private readonly RecentIds recent = new();

    /// <summary>All of them are taken, or none; after an exception the state no longer stands for the tables.</summary>
    public async Task Take(FleetState state, IReadOnlyList<FleetMessage> messages, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var told = messages.Where(message => !message.IsTick).ToList();
        var claimed = told.Count == 0 ? [] : await FleetTables.Claim(connection, organisation, told, ct);
        var fresh = told.Where(message => claimed.Contains(message.Id)).ToList();
        List<(TerminalEvent Event, DateTimeOffset ReceivedAt)> events = [.. fresh.SelectMany(message => message.Events.Select(happened => (happened, message.At)))];
        var kept = await FleetTables.KeepEvents(connection, organisation, [.. events.Where(one => EventNames.IsKept(one.Event))], ct);
        await FleetTables.KeepRegistry(connection, organisation, fresh.SelectMany(message => message.Changes), ct);
        await Decide(connection, state, messages, fresh, events.Where(one => EventNames.IsKept(one.Event)
            ? kept.Remove((one.Event.TerminalId, one.Event.Id)) : recent.Add(one.Event.TerminalId, one.Event.Id)), ct);
        await transaction.CommitAsync(ct);
    }

    private async Task Decide(NpgsqlConnection connection, FleetState state, IReadOnlyList<FleetMessage> messages, IReadOnlyList<FleetMessage> fresh,
        IEnumerable<(TerminalEvent Event, DateTimeOffset ReceivedAt)> news, CancellationToken ct)
    {
        var facts = new HourFacts();
        HashSet<string> heard = [];
        foreach (var change in fresh.SelectMany(message => message.Changes))
            state.Take(change);
        foreach (var (happened, receivedAt) in news)
        {
            state.Take(happened, receivedAt, facts);
            heard.Add(happened.TerminalId);
        }
        FleetHour[] hours = [.. facts.All.GroupBy(fact => fact.Hour).Select(WholeFleet)];
        state.Add(hours);
        foreach (var at in messages.Select(message => message.At))
            if (state.MoveTo(at) is { } gap)
                await FleetTables.KeepGap(connection, organisation, gap, ct);
        if (heard.Count == 0)
            return;
        await FleetTables.AddFacts(connection, organisation, facts.All, hours, ct);
        await FleetTables.KeepPulses(connection, organisation, [.. heard.Order(StringComparer.Ordinal).Select(terminal => (terminal, state.PulseOf(terminal)))], ct);
    }

    private static FleetHour WholeFleet(IGrouping<DateTimeOffset, HourFact> hour) => new(hour.Key)
    {
        Attempts = hour.Sum(fact => fact.Attempts),
        Approvals = hour.Sum(fact => fact.Approvals),
        Failures = hour.Sum(fact => fact.Failures),
        AmountMinor = hour.SelectMany(fact => fact.BySymptom).Where(symptom => symptom.Key.Currency.Length > 0)
            .GroupBy(symptom => symptom.Key.Currency).ToDictionary(group => group.Key, group => group.Sum(symptom => symptom.Value.AmountMinor)),
    };
}

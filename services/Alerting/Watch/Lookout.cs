using FleetWatch.Alerting.Findings;
using FleetWatch.Alerting.Store;
using FleetWatch.ServiceDefaults;
using Microsoft.Extensions.Options;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace FleetWatch.Alerting.Watch;

/// <summary>Looks at what Alerting itself can see: its deliveries in PostgreSQL, and queues by asking the broker.</summary>
internal sealed class Lookout(NpgsqlDataSource database, IConfiguration configuration, ReportBook reports, IOptions<WatchSettings> settings)
{
    private const string Error = "_error";

    private const string Pages = $"""
        select channel, count(*) filter (where due is null), count(*) filter (where attempts > 1), coalesce(extract(epoch from $1 - min(due)), 0)
        from (select data ->> 'channel' as channel, due_at as due, (data ->> 'attempts')::int as attempts from {AlertingStore.Schema}.mt_doc_delivery) pages
        group by channel
        """;

    public async Task<IReadOnlyList<Complaint>> Look(DateTimeOffset now, CancellationToken ct)
    {
        var seen = reports.Complaints(now, settings.Value).ToList();
        await Try("PostgreSQL", seen, () => LookAtPages(seen, now, ct));
        await Try("RabbitMQ", seen, () => LookAtQueues(seen, ct));
        return seen;
    }

    private async Task LookAtPages(List<Complaint> seen, DateTimeOffset now, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Pages);
        command.Parameters.AddWithValue(now);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var (channel, givenUp, failing, late) = (reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), (long)reader.GetDecimal(3));
            if (givenUp > 0)
                seen.Add(new Complaint(ComplaintKind.PagesGivenUp, channel, givenUp));
            if (failing > 0)
                seen.Add(new Complaint(ComplaintKind.ChannelFails, channel, failing));
            if (late > settings.Value.PageLate.TotalSeconds)
                seen.Add(new Complaint(ComplaintKind.PagesLate, channel, late));
        }
    }

    private async Task LookAtQueues(List<Complaint> seen, CancellationToken ct)
    {
        var factory = new ConnectionFactory { Uri = configuration.RabbitMq(), ClientProvidedName = "fleetwatch-watch" };
        await using var connection = await factory.CreateConnectionAsync(ct);
        // The queue of a fleet grows where Analysis falls behind, and is missing where it never ran.
        var fleets = reports.Organisations.Select(Fleet.Queue);
        foreach (var queue in settings.Value.Queues.Prepend(FindingQueue.Name).Concat(fleets).Distinct())
        {
            if (await Depth(connection, queue, ct) is not { } depth)
                seen.Add(new Complaint(ComplaintKind.QueueMissing, queue, 0));
            else if (depth > settings.Value.QueueLimit)
                seen.Add(new Complaint(ComplaintKind.QueueGrows, queue, depth));
            if (await Depth(connection, queue + Error, ct) is > 0 and var parked)
                seen.Add(new Complaint(ComplaintKind.MessagesParked, queue, parked));
        }
    }

    /// <summary>Messages that wait in it; null: there is no such queue. The broker closes a channel that asked in vain.</summary>
    private static async Task<long?> Depth(IConnection connection, string queue, CancellationToken ct)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: ct);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, ct)).MessageCount;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            return null;
        }
    }

    private static async Task Try(string server, List<Complaint> seen, Func<Task> look)
    {
        try
        {
            await look();
        }
        catch (Exception e) when (e is NpgsqlException or BrokerUnreachableException or OperationInterruptedException or AlreadyClosedException or TimeoutException)
        {
            seen.Add(new Complaint(ComplaintKind.ServerAway, server, 0));
        }
    }
}

using System.Text.Json;
using FleetWatch.Contracts;
using Npgsql;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>Counts the open incidents of every organisation that has a board, for all its boards together.</summary>
internal sealed partial class IncidentTally(NpgsqlDataSource database, Boards boards, TimeProvider clock, ILogger<IncidentTally> logger) : BackgroundService
{
    private const string Open = "select body -> 'finding' from dashboard.incident where organisation = $1 and lasts";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Count(stoppingToken);
            }
            catch (NpgsqlException away)
            {
                LogAway(away.Message); // boards go on showing the last count; the next round tries again
            }
        }
    }

    private async Task Count(CancellationToken ct)
    {
        foreach (var (organisation, board) in boards.All)
        {
            await using var command = database.CreateCommand(Open);
            command.Parameters.AddWithValue(organisation);
            List<Finding> open = [];
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                open.Add(JsonSerializer.Deserialize(reader.GetString(0), ContractJson.Default.Finding) ?? throw new JsonException("A stored incident has no finding."));
            board.Show(OpenIncidents.Of(open));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open incidents could not be counted: {Reason}")]
    private partial void LogAway(string reason);
}

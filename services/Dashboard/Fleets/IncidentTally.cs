using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Dashboard.Incidents;
using FleetWatch.Dashboard.Shell;
using Npgsql;

namespace FleetWatch.Dashboard.Fleets;

/// <summary>Counts the open incidents of every organisation that has a board, for all its boards together: when one has changed, and now and then for those of which another instance has heard.</summary>
internal sealed partial class IncidentTally(NpgsqlDataSource database, Boards boards, IncidentNews news, TimeProvider clock, ILogger<IncidentTally> logger) : BackgroundService
{
    private const string Open = """
        select body #>> '{finding,cause}', body #>> '{finding,notify,0}', body #>> '{finding,place,region}', count(*)::int
        from dashboard.incident where organisation = $1 and lasts group by 1, 2, 3 order by 1, 2, 3
        """;

    private const int QuietRounds = 30;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private int changed = 1;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Happened += Note;
        using var timer = new PeriodicTimer(Every, clock);
        for (var round = 0; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            var all = Interlocked.Exchange(ref changed, 0) == 1 || round % QuietRounds == 0;
            try
            {
                foreach (var (organisation, board) in boards.All)
                    if (all || board.Incidents is null)
                        board.Show(await database.Read(Open, Group, stoppingToken, organisation));
            }
            catch (Exception away) when (Outage.Is(away))
            {
                Interlocked.Exchange(ref changed, 1);
                LogAway(away.Message); // boards go on showing the last count; the next round tries again
            }
        }
    }

    private void Note(string organisation, string incident) => Interlocked.Exchange(ref changed, 1);

    private static IncidentGroup Group(NpgsqlDataReader row) =>
        new(row.GetString(0), row.Text(1) is { } name ? JsonSerializer.Deserialize<Audience>($"\"{name}\"") : null, row.Text(2), row.GetInt32(3));

    public override void Dispose()
    {
        news.Happened -= Note;
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Open incidents could not be counted: {Reason}")]
    private partial void LogAway(string reason);
}

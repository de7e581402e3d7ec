using System.Collections.Concurrent;

namespace FleetWatch.Analysis.Fleets;

/// <summary>One writer an organisation. Started with the first message, stopped after the bus, so that it can settle what it holds.</summary>
internal sealed partial class FleetWriters(FleetWriterParts parts, IHostApplicationLifetime host, ILogger<FleetWriters> logger)
    : IHostedService, IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Running>> running = [];
    private readonly CancellationTokenSource stopping = new();

    public IReadOnlyCollection<FleetWriter> All => [.. running.Values.Select(started => started.Value.Writer)];

    public Inbox InboxOf(string organisation) =>
        running.GetOrAdd(organisation, name => new Lazy<Running>(() => Start(name))).Value.Inbox;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var started in running.Values)
            started.Value.Inbox.Close();
        try
        {
            await Task.WhenAll(running.Values.Select(started => started.Value.Work)).WaitAsync(cancellationToken);
        }
        finally
        {
            await stopping.CancelAsync();
        }
    }

    public void Dispose() => stopping.Dispose();

    private Running Start(string organisation)
    {
        var inbox = new Inbox();
        var writer = new FleetWriter(organisation, inbox, parts);
        return new Running(inbox, writer, Watch(writer));
    }

    /// <summary>A writer that cannot go on takes its process with it: the supervisor starts it again as a standby.</summary>
    private async Task Watch(FleetWriter writer)
    {
        try
        {
            await Task.Run(() => writer.Run(stopping.Token), stopping.Token);
        }
        catch (Exception broken) when (!stopping.IsCancellationRequested)
        {
            LogBroken(broken, writer.Organisation);
            Environment.ExitCode = 1;
            host.StopApplication();
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "The writer of {Organisation} cannot go on; the process stops")]
    private partial void LogBroken(Exception broken, string organisation);

    private sealed record Running(Inbox Inbox, FleetWriter Writer, Task Work);
}

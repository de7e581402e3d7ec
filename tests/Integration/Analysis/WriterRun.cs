using FleetWatch.Analysis.Fleets;
using FleetWatch.Analysis.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace FleetWatch.Integration.Analysis;

/// <summary>One writer driven by the test instead of by a queue. Disposing it is a crash: nothing is saved, nothing acknowledged.</summary>
internal sealed class WriterRun : IAsyncDisposable
{
    private readonly Inbox inbox = new();
    private readonly CancellationTokenSource crash = new();
    private readonly string organisation;
    private ulong delivered;

    public WriterRun(AnalysisHost host, string organisation)
    {
        this.organisation = organisation;
        Writer = new FleetWriter(organisation, inbox, host.Services.GetRequiredService<FleetWriterParts>());
        Ended = Task.Run(() => Writer.Run(crash.Token));
    }

    public FleetWriter Writer { get; }

    /// <summary>Ends with the writer, and with its fault.</summary>
    public Task Ended { get; }

    public Delivery Deliver(object message)
    {
        var delivery = Delivery.Of(message, organisation, traceParent: null);
        inbox.Arrive("test", ++delivered, delivery);
        return delivery;
    }

    /// <summary>Delivers and waits for the commit, or for the fault that ends the writer.</summary>
    public async Task Commit(object message)
    {
        var delivery = Deliver(message);
        await await Task.WhenAny(delivery.Outcome, Ended).WaitAsync(Support.Eventually.Deadline);
    }

    public async Task Shutdown()
    {
        inbox.Close();
        await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        await crash.CancelAsync();
        await Task.WhenAny(Ended);
        crash.Dispose();
    }
}

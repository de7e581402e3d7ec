namespace FleetWatch.Alerting.Deliveries;

/// <summary>Wakes the sweep of this process as soon as something due was committed. Missing it costs one poll, never a page.</summary>
internal sealed class DeliverySignal : IDisposable
{
    private readonly SemaphoreSlim waiting = new(0, 1);

    public void Wake()
    {
        try
        {
            waiting.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is to wake already.
        }
    }

    public Task Wait(TimeSpan atMost, CancellationToken ct) => waiting.WaitAsync(atMost, ct);

    public void Dispose() => waiting.Dispose();
}

using System.Threading.Channels;

namespace FleetWatch.Analysis.Publishing;

/// <summary>Organisations that have something to publish: the writers say so after a commit, the relay listens.</summary>
internal sealed class FindingsToPublish
{
    private readonly Channel<string> organisations = Channel.CreateUnbounded<string>();

    public void Announce(string organisation) => organisations.Writer.TryWrite(organisation);

    public IAsyncEnumerable<string> Announced(CancellationToken ct) => organisations.Reader.ReadAllAsync(ct);
}

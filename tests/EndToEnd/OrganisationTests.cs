using FleetWatch.EndToEnd.Harness;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.EndToEnd;

public sealed class OrganisationTests(Servers servers) : IClassFixture<Servers>
{
    [Fact]
    public async Task Two_organisations_with_the_same_terminal_and_event_ids_never_meet()
    {
        await using var installation = await Installation.Start(servers.Settings);
        var north = await installation.Organisation("north");
        var south = await installation.Organisation("south");
        string[] ids = ["same-1", "same-2", "same-3"];

        foreach (var key in new[] { north.Ingest, south.Ingest })
            await Post.Deliver(installation.Client("ingest", key), [.. ids.Select(id => Post.Failure(id, "T1"))]);

        await StoredEvents.AreExactly(servers.Postgres, "north", ids);
        await StoredEvents.AreExactly(servers.Postgres, "south", ids);
    }
}

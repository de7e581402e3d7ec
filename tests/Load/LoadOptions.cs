using System.CommandLine;

namespace FleetWatch.Load;

/// <summary>What the run is to be.</summary>
internal sealed record LoadOptions
{
    public required TimeSpan Duration { get; init; }
    public required int Clients { get; init; }
    public required int Terminals { get; init; }

    /// <summary>Straight to the organisation's queue, without Ingest: measures Analysis alone.</summary>
    public required bool Direct { get; init; }

    /// <summary>At most so many events a second; 0: as fast as it goes.</summary>
    public required int Rate { get; init; }

    public static RootCommand Command(Func<LoadOptions, CancellationToken, Task> run)
    {
        var seconds = new Option<int>("--seconds") { Description = "How long to post.", DefaultValueFactory = _ => 60 };
        var clients = new Option<int>("--clients") { Description = "Posts underway at once.", DefaultValueFactory = _ => 8 };
        var terminals = new Option<int>("--terminals") { Description = "Terminals in the fleet.", DefaultValueFactory = _ => 20_000 };
        var direct = new Option<bool>("--direct") { Description = "Without Ingest: straight to the organisation's queue." };
        var rate = new Option<int>("--rate") { Description = "Events a second at most; 0: as fast as it goes.", DefaultValueFactory = _ => 0 };
        var command = new RootCommand("From POST to committed stream at full speed, on the servers that FLEETWATCH_POSTGRES and FLEETWATCH_RABBITMQ name.")
        {
            seconds, clients, terminals, direct, rate,
        };
        command.SetAction((parsed, ct) => run(new LoadOptions
        {
            Duration = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            Clients = parsed.GetValue(clients),
            Terminals = parsed.GetValue(terminals),
            Direct = parsed.GetValue(direct),
            Rate = parsed.GetValue(rate),
        }, ct));
        return command;
    }
}

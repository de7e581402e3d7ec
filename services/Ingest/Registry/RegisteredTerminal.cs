using FleetWatch.Contracts;

namespace FleetWatch.Ingest.Registry;

/// <summary>What the stream <c>registry/{terminalId}</c> says now; kept in the same transaction as each of its events.</summary>
internal sealed record RegisteredTerminal
{
    /// <summary>The terminal's id; the tenant is its organisation.</summary>
    public required string Id { get; init; }
    public required TerminalRecord Terminal { get; init; }

    /// <summary>How many events its stream has: the entity tag.</summary>
    public required int Version { get; init; }
    public bool Retired { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    public static string Stream(string terminalId) => $"registry/{terminalId}";

    public static RegisteredTerminal After(RegisteredTerminal? current, RegistryEvent change) => new()
    {
        Id = change.TerminalId,
        Terminal = change switch
        {
            TerminalRegistered registered => registered.Terminal,
            TerminalChanged changed => changed.Terminal,
            TerminalRetired => current!.Terminal, // only a registered terminal is retired, see RegistryDecision
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        Version = (current?.Version ?? 0) + 1,
        Retired = change is TerminalRetired,
        ChangedAt = change.At,
    };
}

using FleetWatch.Contracts;

namespace FleetWatch.Ingest.Registry;

/// <summary>What happens to the registry when somebody says what a terminal is; null: nothing, it is so already.</summary>
internal static class RegistryDecision
{
    public static RegistryEvent? Put(RegisteredTerminal? current, TerminalRecord wanted, DateTimeOffset now) =>
        current is null or { Retired: true } ? new TerminalRegistered { TerminalId = wanted.TerminalId, At = now, Terminal = wanted }
        : current.Terminal == wanted ? null
        : new TerminalChanged { TerminalId = wanted.TerminalId, At = now, Terminal = wanted, Change = Kind(current.Terminal, wanted) };

    public static RegistryEvent? Retire(RegisteredTerminal? current, DateTimeOffset now) =>
        current is null or { Retired: true } ? null : new TerminalRetired { TerminalId = current.Id, At = now };

    /// <summary>The widest that applies: another device, another place, other software, another description.</summary>
    private static RegistryChange Kind(TerminalRecord was, TerminalRecord now) =>
        was.Model != now.Model && was.Model is not null ? RegistryChange.Swapped
        : (was.SiteId, was.MerchantId, was.Region) != (now.SiteId, now.MerchantId, now.Region) ? RegistryChange.Moved
        : was.SoftwareVersion != now.SoftwareVersion ? RegistryChange.SoftwareUpdated
        : RegistryChange.Corrected;
}

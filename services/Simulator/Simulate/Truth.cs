using System.Text.Encodings.Web;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Simulator.Estate;
using FleetWatch.Simulator.Faults;

namespace FleetWatch.Simulator.Simulate;

/// <summary>What was really wrong, as the scorer of labelled scenarios reads it.</summary>
internal static class Truth
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string path, Simulation simulation)
    {
        var options = simulation.Options;
        var groups = Groups(simulation.Estate);
        using var file = File.Create(path);
        JsonSerializer.Serialize(file, new
        {
            options.Seed,
            options.Terminals,
            options.Days,
            options.Start,
            options.End,
            simulation.Events,
            simulation.Failures,
            Incidents = simulation.Injections.Select(one => new
            {
                one.Fault.Cause,
                one.Scope,
                Accept = Accepted(one, groups, simulation.Estate),
                one.Start,
                one.End,
                one.Strength,
                Terminals = one.Terminals?.Count ?? options.Terminals,
                one.Affected,
                Hits = one.Hits.Order().Select(hit => hit.ToOffset(options.Start.Offset)),
            }),
        }, Json);
    }

    /// <summary>Its own scope, and every other of exactly the same registered terminals.</summary>
    public static IReadOnlyList<Scope> Accepted(Injection one, IReadOnlyDictionary<string, List<Scope>> groups, EstatePlan estate) =>
        one.Scope.Kind is ScopeKind.Issuer or ScopeKind.Card ? [one.Scope]
            : groups[Members(one.Terminals!.Where(index => estate.Terminals[index].Registered))]; // Only those two kinds have none.

    /// <summary>Every scope of the fleet by the terminals that it holds.</summary>
    public static IReadOnlyDictionary<string, List<Scope>> Groups(EstatePlan estate) => estate.Terminals.Where(t => t.Registered)
        .SelectMany(t => Scopes(t).Select(scope => (scope, t.Index)))
        .GroupBy(pair => pair.scope, pair => pair.Index)
        .GroupBy(group => Members(group), group => group.Key)
        .ToDictionary(group => group.Key, group => group.ToList());

    private static Scope[] Scopes(SimTerminal t) =>
    [
        new(ScopeKind.Terminal, t.Id),
        new(ScopeKind.Site, t.Record.SiteId!), // The estate gives every terminal all of these.
        new(ScopeKind.Merchant, t.Record.MerchantId!),
        new(ScopeKind.Version, $"{t.Record.Model}/{t.Record.SoftwareVersion}"),
        new(ScopeKind.CarrierRegion, $"{t.Record.Carrier}/{t.Record.Region}"),
        new(ScopeKind.Carrier, t.Record.Carrier!),
        new(ScopeKind.Region, t.Record.Region!),
        new(ScopeKind.Fleet, Placement.WholeFleet),
    ];

    private static string Members(IEnumerable<int> terminals) => string.Join(',', terminals.Order());
}

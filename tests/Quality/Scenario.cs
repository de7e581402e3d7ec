using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Contracts;

namespace FleetWatch.Quality;

/// <summary>A labelled feed: a folder with fleet.csv, events.ndjson.gz and truth.json.</summary>
internal sealed record Scenario(string Folder, Truth Truth)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    public string FleetPath => Path.Combine(Folder, "fleet.csv");
    public string EventsPath => Path.Combine(Folder, "events.ndjson.gz");

    public static Scenario Read(string folder) =>
        new(folder, JsonSerializer.Deserialize<Truth>(File.ReadAllText(Path.Combine(folder, "truth.json")), Json)
            ?? throw new InvalidDataException($"{folder}: truth.json is empty."));

    /// <summary>The folder of labelled feeds beside the checkout, or where FLEETWATCH_SCENARIOS says; null where there is none.</summary>
    public static string? Root()
    {
        if (Environment.GetEnvironmentVariable("FLEETWATCH_SCENARIOS") is { Length: > 0 } given)
            return given;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FleetWatch.sln")))
                return Path.Combine(folder.Parent!.FullName, "shared", "scenarios") is var found && Directory.Exists(found) ? found : null;
        }
        return null;
    }
}

/// <summary>What was really wrong.</summary>
internal sealed record Truth(int Terminals, double Days, IReadOnlyList<TrueIncident> Incidents);

/// <summary>One true incident: its scope, every other scope of exactly the same terminals, and when it touched how many events.</summary>
internal sealed record TrueIncident(string Cause, Scope Scope, IReadOnlyList<Scope> Accept, DateTimeOffset Start, DateTimeOffset End, int Affected,
    IReadOnlyList<DateTimeOffset> Hits);

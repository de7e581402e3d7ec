using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Detection;
using FleetWatch.Incidents;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Backtest;

/// <summary>What may be tried out on a recorded feed: the settings of the services that would have watched it.</summary>
internal sealed record BacktestSettings
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public DetectionSettings Detection { get; init; } = new();
    public IncidentSettings Incidents { get; init; } = new() { Routes = Routing.ForEveryAudience("backtest") };

    /// <summary>How often detection's clock is moved on between events. Default 10 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan TickEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <param name="path">A JSON file with any of the members above; null: the defaults.</param>
    /// <exception cref="UnusableInputException">It is no such file.</exception>
    public static BacktestSettings Read(string? path)
    {
        if (path is null)
            return new BacktestSettings();
        if (!File.Exists(path))
            throw new UnusableInputException(Texts.Of("no-such-file", path));
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (SettingsFile.Wrong(file.RootElement, new BacktestSettings(), Json) is { Count: > 0 } wrong)
                throw new UnusableInputException(Texts.Of("bad-settings", path, string.Join('\n', wrong)));
            var settings = file.Deserialize<BacktestSettings>(Json) ?? new BacktestSettings();
            return settings with { Incidents = Routed(settings.Incidents) };
        }
        catch (JsonException bad)
        {
            throw new UnusableInputException(Texts.Of("bad-settings", path, bad.Message));
        }
    }

    // Without a route nobody is paged, and a backtest would say so of every setting.
    private static IncidentSettings Routed(IncidentSettings incidents) =>
        incidents.Routes.Count > 0 ? incidents : incidents with { Routes = Routing.ForEveryAudience("backtest") };
}

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>
/// Where a channel can send to, by names that routes may say: the addresses themselves are secrets and stay in the configuration.
/// </summary>
internal sealed class Destinations
{
    private readonly Dictionary<string, Destination> known = new(StringComparer.OrdinalIgnoreCase);

    private string section = "";

    public static string SectionOf(string channel) => $"Alerting:Channels:{channel}";

    public void Read(IConfigurationSection from)
    {
        section = from.Path;
        foreach (var named in from.GetChildren())
            known[named.Key] = named.Get<Destination>() ?? new Destination();
    }

    public Destination? Find(string name) => known.GetValueOrDefault(name);

    /// <summary>What is wrong with a destination's name, as a sentence; null: nothing.</summary>
    public string? Refuse(string name, Outbound http, bool needsSecret = false, string? usualUrl = null)
    {
        if (Find(name) is not { } destination)
            return $"is no destination: set {section}:{name}:{nameof(Destination.Url)}";
        if (needsSecret && string.IsNullOrEmpty(destination.Secret))
            return $"has no secret: set {section}:{name}:{nameof(Destination.Secret)}";
        return http.Refuse(destination.Url ?? usualUrl ?? "") is { } wrong ? $"{wrong} ({section}:{name}:{nameof(Destination.Url)})" : null;
    }
}

/// <summary>One of them.</summary>
internal sealed record Destination
{
    public string? Url { get; init; }

    /// <summary>Signs, or authenticates, as the channel does it.</summary>
    public string? Secret { get; init; }

    public override string ToString() => nameof(Destination);
}

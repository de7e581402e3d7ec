using System.Globalization;
using FleetWatch.Contracts;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>Which incidents somebody wants to see. The address of the page holds it.</summary>
internal sealed record IncidentFilter
{
    public const string Lasting = "lasting";
    public const string All = "all";

    /// <summary><see cref="Lasting"/>, <see cref="All"/>, or the name of a <see cref="Standing"/> in small letters.</summary>
    public string State { get; init; } = Lasting;
    public string? Cause { get; init; }
    public ScopeKind? Kind { get; init; }
    public Audience? Audience { get; init; }
    public Severity? Severity { get; init; }
    public string? Text { get; init; }

    /// <summary>Only of this region.</summary>
    public string? Region { get; init; }

    /// <summary>Only those that lasted at some moment from here on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Only those that were opened before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Where the page before ended.</summary>
    public IncidentCursor? After { get; init; }

    /// <summary>As a query of PostgreSQL's text search.</summary>
    /// <param name="organisation">Whose.</param>
    /// <param name="regions">Only of these; empty: of all.</param>
    public string ToQuery(string organisation, IReadOnlyList<string> regions)
    {
        List<string?> all =
        [
            IncidentWords.Quoted(IncidentWords.Organisation(organisation)),
            State is Lasting or All ? null : Any(Enum.GetValues<Standing>().Where(one => Small(one) == State).Select(IncidentWords.State)),
            Cause is null ? null : IncidentWords.Quoted(IncidentWords.Cause(Cause)),
            Kind is null ? null : IncidentWords.Quoted(IncidentWords.Kind(Kind.Value)),
            Audience is null ? null : IncidentWords.Quoted(IncidentWords.Audience(Audience.Value)),
            Severity is null ? null : IncidentWords.Quoted(IncidentWords.Severity(Severity.Value)),
            string.IsNullOrEmpty(Region) ? null : IncidentWords.Quoted(IncidentWords.Region(Region)),
            regions.Count == 0 ? null : Any(regions.Select(IncidentWords.Region)),
            .. IncidentWords.Typed(Text ?? ""),
        ];
        return string.Join(" & ", all.OfType<string>());
    }

    /// <summary>The page's address with this filter.</summary>
    public string ToAddress(IncidentCursor? after = null)
    {
        var values = new Dictionary<string, string?>
        {
            ["state"] = State == Lasting ? null : State,
            ["cause"] = Cause,
            ["kind"] = Kind?.ToString(),
            ["audience"] = Audience?.ToString(),
            ["severity"] = Severity?.ToString(),
            ["text"] = string.IsNullOrWhiteSpace(Text) ? null : Text.Trim(),
            ["region"] = string.IsNullOrEmpty(Region) ? null : Region,
            ["from"] = Written(From),
            ["until"] = Written(Until),
            ["after"] = after?.ToString(),
        };
        var query = string.Join('&', values.Where(value => value.Value is not null).Select(value => $"{value.Key}={Uri.EscapeDataString(value.Value!)}")); // Those that are null are left out.
        return query.Length == 0 ? "/incidents" : $"/incidents?{query}";
    }

    /// <summary>A value that means nothing is left out: an old address shows more, never an error.</summary>
    public static T? Named<T>(string? name) where T : struct, Enum =>
        Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(name, CultureInfo.InvariantCulture, out _) ? value : null;

    /// <summary>The same of a moment.</summary>
    public static DateTimeOffset? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;

    private static string? Written(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Any(IEnumerable<string> words) => $"({string.Join(" | ", words.Select(IncidentWords.Quoted).DefaultIfEmpty("'nothing='"))})";

    private static string Small(Standing standing) => standing.ToString().ToLowerInvariant();
}

/// <summary>The last incident of a page: the next page begins behind it.</summary>
internal sealed record IncidentCursor(DateTimeOffset OpenedAt, string Id)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{OpenedAt.UtcTicks}-{Id}");

    /// <summary>Null: it is none.</summary>
    public static IncidentCursor? Parse(string? text) => text?.Split('-', 2) is [var ticks, { Length: > 0 } id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTime.MaxValue.Ticks
        ? new IncidentCursor(new DateTimeOffset(at, TimeSpan.Zero), id) : null;
}

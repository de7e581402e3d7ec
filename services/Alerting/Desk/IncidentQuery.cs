using System.Globalization;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Incidents;
using Marten;
using Marten.Linq.MatchesSql;

namespace FleetWatch.Alerting.Desk;

/// <summary>What may be asked of the list. Everything that is given must hold.</summary>
internal sealed record IncidentFilter
{
    /// <summary>One or more of open, acknowledged, resolved, merged, separated by commas.</summary>
    public string? State { get; init; }

    /// <summary>One cause.</summary>
    public string? Cause { get; init; }

    /// <summary>A kind of scope, or one scope: <c>site</c>, <c>site:S0007</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>1 to 500; 50 where nothing is said.</summary>
    public int? Limit { get; init; }

    /// <summary>What the page before this one gave as next.</summary>
    public string? After { get; init; }
}

/// <param name="Incidents">The latest first.</param>
/// <param name="Next">To ask for those that follow; null: there are none.</param>
internal sealed record IncidentList(IReadOnlyList<Incident> Incidents, string? Next);

/// <summary>A filter that was understood.</summary>
internal sealed record IncidentQuery
{
    private const int LargestPage = 500;
    private const int UsualPage = 50;

    /// <summary>By their public names, as they are stored.</summary>
    public required string[] States { get; init; }
    public string? Cause { get; init; }
    public string? Kind { get; init; }
    public string? Key { get; init; }
    public required int Limit { get; init; }

    /// <summary>Where the page before ended: at that time, with so many of that time shown.</summary>
    public (DateTimeOffset OpenedAt, int Shown)? After { get; init; }

    /// <returns>The query, or everything that is wrong with the filter.</returns>
    public static (IncidentQuery? Query, Dictionary<string, string[]> Errors) From(IncidentFilter filter)
    {
        var errors = new Dictionary<string, string[]>();
        var states = (filter.State ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToArray();
        if (states.Any(state => !IsNamed<IncidentState>(state)))
            errors["state"] = [Spoken.Of("states")];
        var scope = filter.Scope?.Split(':', 2);
        if (scope is not null && !IsNamed<ScopeKind>(scope[0]))
            errors["scope"] = [Spoken.Of("scope")];
        if (filter.Limit is < 1 or > LargestPage)
            errors["limit"] = [Spoken.Of("range", ("most", LargestPage))];
        var after = filter.After is null ? null : Cursor(filter.After);
        if (filter.After is not null && after is null)
            errors["after"] = [Spoken.Of("after")];
        return errors.Count > 0 ? (null, errors) : (new IncidentQuery
        {
            States = states,
            Cause = filter.Cause,
            Kind = scope?[0],
            Key = scope is { Length: 2 } ? scope[1] : null,
            Limit = filter.Limit ?? UsualPage,
            After = after,
        }, errors);
    }

    public async Task<IncidentList> Run(IQuerySession session, CancellationToken ct)
    {
        IQueryable<Incident> query = session.Query<Incident>();
        if (States.Length > 0)
            query = query.Where(incident => incident.MatchesSql("d.data ->> 'state' = any(?)", (object)States));
        if (Cause is not null)
            query = query.Where(incident => incident.Cause == Cause);
        if (Kind is not null)
            query = query.Where(incident => incident.MatchesSql("d.data -> 'scope' ->> 'kind' = ?", Kind));
        if (Key is not null)
            query = query.Where(incident => incident.Scope.Key == Key);
        var (openedAt, shown) = After ?? (DateTimeOffset.MaxValue, 0);
        query = query.Where(incident => incident.OpenedAt <= openedAt);
        var found = await query.OrderByDescending(incident => incident.OpenedAt).ThenBy(incident => incident.Id).Skip(shown).Take(Limit + 1).ToListAsync(ct);
        return found.Count <= Limit
            ? new IncidentList(found, null)
            : new IncidentList([.. found.Take(Limit)], Cursor(found.Take(Limit), openedAt, shown));
    }

    /// <summary>Whether it is a public name of one of them, as JSON writes it.</summary>
    private static bool IsNamed<T>(string name) where T : struct, Enum => name != "unknown"
        && Enum.GetValues<T>().Any(value => JsonSerializer.Serialize(value).Trim('"') == name);

    private static string Cursor(IEnumerable<Incident> page, DateTimeOffset before, int shown)
    {
        var last = page.Last().OpenedAt;
        var same = page.Count(incident => incident.OpenedAt == last) + (last == before ? shown : 0);
        return string.Create(CultureInfo.InvariantCulture, $"{last.UtcTicks}-{same}");
    }

    private static (DateTimeOffset OpenedAt, int Shown)? Cursor(string text)
    {
        var parts = text.Split('-', 2);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var shown)
            ? (new DateTimeOffset(ticks, TimeSpan.Zero), shown)
            : null;
    }
}

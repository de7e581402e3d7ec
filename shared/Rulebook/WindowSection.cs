using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.OnCall;

namespace FleetWatch.Rulebook;

internal static class WindowSection
{
    /// <summary>In the place of a zone: each terminal's own.</summary>
    private const string Terminals = "terminal";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public static Window Window(string id, Entry entry)
    {
        entry.Only("scopes", "causes", "start", "length", "rule", "timeZone", "reason", "createdBy", "remindBefore");
        var zone = entry.Need("timeZone");
        return new Window
        {
            Id = id,
            Scopes = [.. entry.Find("scopes")?.Items().Select(Scope) ?? []],
            Causes = [.. entry.Find("causes")?.Items().Select(Scalars.Cause) ?? []],
            Start = entry.Need("start")?.DateTime() ?? Scalars.NoTime,
            Length = entry.Need("length")?.Duration(TimeSpan.FromMinutes(1), Longest) ?? TimeSpan.FromMinutes(1),
            Rule = entry.Find("rule")?.Checked(rule => OnCall.Window.RefuseRule(rule) is null ? null : Reasons.Of("rule")),
            TimeZone = zone?.Text() is null or Terminals ? null : zone.Zone(),
            Reason = entry.Need("reason")?.Text() ?? "",
            CreatedBy = entry.Find("createdBy")?.Text() ?? "",
            RemindBefore = entry.Find("remindBefore")?.Duration(TimeSpan.FromMinutes(1), Longest),
        };
    }

    /// <summary>Written <c>site:S0007</c>, or <c>fleet</c>.</summary>
    private static Scope Scope(Entry entry)
    {
        var parts = entry.Text().Split(':', 2);
        var kind = Enum.GetValues<ScopeKind>().FirstOrDefault(kind => JsonSerializer.Serialize(kind).Trim('"') == parts[0]);
        return kind == ScopeKind.Unknown || kind != ScopeKind.Fleet && parts is not [_, { Length: > 0 }]
            ? entry.Wrong(new Scope(ScopeKind.Unknown, ""), Reasons.Of("scope"))
            : new Scope(kind, parts is [_, var key] ? key : "");
    }
}

using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Alerting.Desk;

/// <summary>On whose behalf a request is made: the person whom a program names, else the key's source.</summary>
internal static class Actor
{
    /// <summary>Header that names the person on whose behalf a program acts.</summary>
    public const string Header = "X-Actor";

    private const int Longest = 64;

    /// <returns>Null: the header cannot be used.</returns>
    public static string? Of(HttpContext http, Caller caller)
    {
        var by = http.Request.Headers[Header].ToString() is { Length: > 0 } actor ? actor.Trim() : caller.Source;
        return ActCheck.IsActor(by) ? by : null;
    }

    public static IResult Invalid() => Etag.Refused(Header, Spoken.Of("actor", ("most", Longest)));
}

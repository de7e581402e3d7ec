namespace FleetWatch.Ingest.Registry;

/// <summary>If-Match and If-None-Match of RFC 9110, as far as a registry needs them: a version, or any.</summary>
internal sealed record Precondition(string? IfMatch, bool MustBeNew)
{
    public static string Tag(int version) => $"\"{version}\"";

    public static Precondition Of(HttpRequest request) =>
        new(request.Headers.IfMatch is { Count: > 0 } match ? match.ToString() : null, request.Headers.IfNoneMatch == "*");

    public bool Holds(RegisteredTerminal? current)
    {
        var present = current is { Retired: false };
        return (!MustBeNew || !present)
            && (IfMatch is null || present && (IfMatch == "*" || IfMatch.Split(',', StringSplitOptions.TrimEntries).Contains(Tag(current!.Version)))); // present: not null
    }
}

using System.Globalization;

namespace FleetWatch.Alerting.Desk;

/// <summary>Versions as entity tags.</summary>
internal static class Etag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <param name="ifMatch">The header; empty or <c>*</c>: any version will do.</param>
    /// <param name="seen">The version; null: any.</param>
    public static bool TrySeen(string ifMatch, out int? seen)
    {
        seen = null;
        if (ifMatch is "" or "*")
            return true;
        if (!int.TryParse(ifMatch.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return false;
        seen = version;
        return true;
    }

    public static IResult Invalid() => Refused("If-Match", Spoken.Of("etag"));

    public static IResult Refused(string field, string reason) => TypedResults.ValidationProblem(new Dictionary<string, string[]> { [field] = [reason] });
}

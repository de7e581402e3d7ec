using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Posts;

namespace FleetWatch.Ingest;

/// <summary>RFC 9457 problem details whose detail is the sentence of a reason's code, in the caller's language.</summary>
internal static class Problems
{
    public static IResult Of(HttpRequest request, int status, string reason, Dictionary<string, object?>? more = null)
    {
        var extensions = new Dictionary<string, object?>(more ?? []) { ["reason"] = reason };
        return TypedResults.Problem(Texts.Reason(reason, Texts.LanguageOf(request)), statusCode: status, extensions: extensions);
    }

    /// <summary>400 with a verdict for every member at fault.</summary>
    public static IResult Refused(HttpRequest request, IReadOnlyList<Refusal> refusals)
    {
        var language = Texts.LanguageOf(request);
        var verdicts = refusals.Select(refusal => new Verdict
        {
            Index = 0,
            Field = refusal.Field,
            Reason = refusal.Reason,
            Message = Texts.Reason(refusal.Reason, language),
        });
        return Of(request, StatusCodes.Status400BadRequest, refusals[0].Reason, new() { ["verdicts"] = verdicts.ToList() });
    }
}

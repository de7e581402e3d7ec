using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Explain;

/// <summary>Asks a running Analysis why a card was refused.</summary>
internal sealed class AnalysisAnswer(Uri analysis, string key)
{
    public const string KeyVariable = "FLEETWATCH_ANALYSIS_KEY";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="UnusableInputException">Analysis refuses the key or the question, and says why.</exception>
    /// <exception cref="IOException">Analysis does not answer.</exception>
    public async Task<string> AboutAsync(Question question, string language, bool json, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(analysis, Path(question)));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.AcceptLanguage.ParseAdd(language);
        request.Headers.Accept.ParseAdd(json ? "application/json" : "text/plain");
        try
        {
            using var response = await http.SendAsync(request, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return response.IsSuccessStatusCode ? body : throw Refused(response.StatusCode, body);
        }
        catch (HttpRequestException away)
        {
            throw new IOException(Texts.Of("explain-away", analysis, away.Message), away);
        }
        catch (TaskCanceledException slow) when (!ct.IsCancellationRequested)
        {
            throw new IOException(Texts.Of("explain-away", analysis, slow.Message), slow);
        }
    }

    private static string Path(Question question) => question.Failure is { } id
        ? $"v1/failures/{Uri.EscapeDataString(id)}/explanation{(question.Terminal is { } terminal ? $"?terminal={Uri.EscapeDataString(terminal)}" : "")}"
        : $"v1/terminals/{Uri.EscapeDataString(question.Terminal!)}/explanation?at={Uri.EscapeDataString(question.At!.Value.ToString("O", CultureInfo.InvariantCulture))}"; // Without an id there are both.

    private static UnusableInputException Refused(HttpStatusCode status, string body) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(Texts.Of("explain-key-refused", KeyVariable)),
        _ => new(Texts.Of("explain-refused", (int)status, Detail(body))),
    };

    private static string Detail(string body)
    {
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? "" : "";
        }
        catch (JsonException)
        {
            return ""; // A proxy's page and no problem details: its status is all that it says.
        }
    }
}

using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetWatch.Alerting.Channels.Http;

/// <summary>A JSON body with names as written, without nulls, and with Chinese as it is: three bytes a character, not six.</summary>
internal static class JsonBody
{
    private static readonly JsonSerializerOptions Format = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static HttpContent Of(object body) => new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Format))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
    };
}

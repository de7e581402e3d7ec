using System.Text.Json;
using System.Text.Json.Serialization;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Posts;
using FleetWatch.Ingest.Registry;

namespace FleetWatch.Ingest;

/// <summary>How Ingest's own answers are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Reply))]
[JsonSerializable(typeof(TerminalRecord))]
[JsonSerializable(typeof(TerminalPage))]
[JsonSerializable(typeof(ImportReply))]
internal sealed partial class IngestJson : JsonSerializerContext;

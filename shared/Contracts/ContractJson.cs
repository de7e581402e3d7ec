using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetWatch.Contracts;

/// <summary>How contracts are written as JSON, everywhere: camel case, nulls left out, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(TerminalEvent))]
[JsonSerializable(typeof(RegistryEvent))]
[JsonSerializable(typeof(FindingEvent))]
[JsonSerializable(typeof(TerminalFact))]
[JsonSerializable(typeof(IncidentEvent))]
[JsonSerializable(typeof(EventBatch))]
[JsonSerializable(typeof(RegistryBatch))]
[JsonSerializable(typeof(FeedTick))]
[JsonSerializable(typeof(OrganisationRegistered))]
[JsonSerializable(typeof(ServiceReport))]
[JsonSerializable(typeof(IReadOnlyList<TerminalRecord>))]
public sealed partial class ContractJson : JsonSerializerContext;

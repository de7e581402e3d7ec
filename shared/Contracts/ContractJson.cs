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
[JsonSerializable(typeof(ActOnIncident))]
[JsonSerializable(typeof(IncidentActed))]
[JsonSerializable(typeof(IncidentAct))]
[JsonSerializable(typeof(ReadConfiguration))]
[JsonSerializable(typeof(ConfigurationRead))]
[JsonSerializable(typeof(CheckConfiguration))]
[JsonSerializable(typeof(PutConfiguration))]
[JsonSerializable(typeof(ConfigurationJudged))]
[JsonSerializable(typeof(ReadOnCall))]
[JsonSerializable(typeof(OnCallRead))]
[JsonSerializable(typeof(TryRoutes))]
[JsonSerializable(typeof(RoutesTried))]
[JsonSerializable(typeof(ReadWindows))]
[JsonSerializable(typeof(WindowsRead))]
[JsonSerializable(typeof(CreateSilence))]
[JsonSerializable(typeof(EditSilence))]
[JsonSerializable(typeof(EndSilence))]
[JsonSerializable(typeof(SilenceJudged))]
[JsonSerializable(typeof(ReadKeys))]
[JsonSerializable(typeof(KeysRead))]
[JsonSerializable(typeof(CreateKey))]
[JsonSerializable(typeof(RevokeKey))]
[JsonSerializable(typeof(KeyChanged))]
[JsonSerializable(typeof(IReadOnlyList<TerminalRecord>))]
public sealed partial class ContractJson : JsonSerializerContext;

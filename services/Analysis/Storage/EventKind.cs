using System.Text;
using System.Text.Json.Serialization.Metadata;
using FleetWatch.Contracts;
using Marten;

namespace FleetWatch.Analysis.Storage;

/// <summary>How one type of event is stored: exactly as Marten would, so that either may read what the other wrote.</summary>
/// <param name="Type">The contract.</param>
/// <param name="Alias">Its name on the wire, and Marten's alias.</param>
/// <param name="Json">How it is written.</param>
internal sealed record EventKind(Type Type, string Alias, JsonTypeInfo Json)
{
    private static readonly EventKind[] Known = [.. Unions(typeof(TerminalEvent), typeof(TerminalFact), typeof(FindingEvent))];
    private static readonly Dictionary<Type, EventKind> ByType = Known.ToDictionary(kind => kind.Type);
    private static readonly Dictionary<string, EventKind> ByAlias = Known.ToDictionary(kind => kind.Alias);

    /// <summary>As Marten writes <c>mt_dotnet_type</c>.</summary>
    public string DotNetType { get; } = $"{Type.FullName}, {Type.Assembly.GetName().Name}";

    public byte[] AliasUtf8 { get; } = Encoding.UTF8.GetBytes(Alias);

    public byte[] DotNetTypeUtf8 => field ??= Encoding.UTF8.GetBytes(DotNetType);

    public static EventKind Of(object stored) => ByType[stored.GetType()];

    public static EventKind Of(string alias) => ByAlias[alias];

    public static EventKind For<T>() => ByType[typeof(T)];

    /// <summary>What a row of <c>mt_events</c> says.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is not what its alias promises.</exception>
    public static object Read(string alias, byte[] data) => System.Text.Json.JsonSerializer.Deserialize(data, Of(alias).Json)
        ?? throw new System.Text.Json.JsonException($"A stored {alias} is empty.");

    /// <summary>The aliases of what terminals report and their streams keep.</summary>
    public static string[] TerminalEventAliases { get; } =
        [.. Known.Where(kind => kind.Type.IsSubclassOf(typeof(TerminalEvent))).Select(kind => kind.Alias)];

    public static void Map(StoreOptions store)
    {
        foreach (var kind in Known)
            store.Events.MapEventType(kind.Type, kind.Alias);
    }

    private static IEnumerable<EventKind> Unions(params Type[] unions) =>
        from union in unions
        from derived in ContractJson.Default.GetTypeInfo(union)!.PolymorphismOptions!.DerivedTypes
        select new EventKind(derived.DerivedType, (string)derived.TypeDiscriminator!, ContractJson.Default.GetTypeInfo(derived.DerivedType)!);
}

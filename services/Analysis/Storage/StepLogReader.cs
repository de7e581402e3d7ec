using System.IO.Compression;
using System.Text;
using System.Text.Json;
using FleetWatch.Analysis.Steps;
using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Storage;

/// <summary>Reads what <see cref="StepLogWriter"/> wrote.</summary>
internal static class StepLogReader
{
    /// <exception cref="InvalidDataException">The entry is damaged or of a format that this build does not know.</exception>
    public static IReadOnlyList<Fed> Read(byte[] entry)
    {
        if (entry.Length == 0 || entry[0] != StepLogWriter.Format)
            throw new InvalidDataException("The entry of the step log has an unknown format.");
        using var packed = new MemoryStream(entry, 1, entry.Length - 1);
        using var compressed = new BrotliStream(packed, CompressionMode.Decompress);
        using var items = new MemoryStream();
        compressed.CopyTo(items);
        items.Position = 0;
        using var reader = new BinaryReader(items, Encoding.UTF8);
        List<Fed> all = [];
        while (items.Position < items.Length)
            all.Add(ReadItem(reader));
        return all;
    }

    private static Fed ReadItem(BinaryReader reader) => reader.ReadByte() switch
    {
        StepLogWriter.Events => new FedEvents(ReadId(reader), ReadTime(reader), ReadEvents(reader)),
        StepLogWriter.Registry => new FedRegistry(ReadId(reader), ReadTime(reader), ReadChanges(reader)),
        StepLogWriter.Tick => new FedTick(ReadTime(reader)),
        var kind => throw new InvalidDataException($"The step log has an item of unknown kind {kind}."),
    };

    private static TerminalEvent?[] ReadEvents(BinaryReader reader)
    {
        var events = new TerminalEvent?[reader.Read7BitEncodedInt()];
        for (var at = 0; at < events.Length;)
        {
            at += reader.Read7BitEncodedInt();
            if (at < events.Length)
                events[at++] = JsonSerializer.Deserialize(ReadJson(reader), ContractJson.Default.TerminalEvent);
        }
        return events;
    }

    private static RegistryEvent[] ReadChanges(BinaryReader reader)
    {
        var changes = new RegistryEvent[reader.Read7BitEncodedInt()];
        for (var at = 0; at < changes.Length; at++)
            changes[at] = JsonSerializer.Deserialize(ReadJson(reader), ContractJson.Default.RegistryEvent)
                ?? throw new InvalidDataException("The step log has an empty registry change.");
        return changes;
    }

    private static Guid ReadId(BinaryReader reader) => new(reader.ReadBytes(16));

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);

    private static byte[] ReadJson(BinaryReader reader) => reader.ReadBytes(reader.Read7BitEncodedInt());
}

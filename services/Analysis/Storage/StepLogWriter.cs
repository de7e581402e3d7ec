using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using FleetWatch.Analysis.Steps;
using FleetWatch.Contracts;

namespace FleetWatch.Analysis.Storage;

/// <summary>
/// Writes one entry of the step log: a format byte, then compressed items. An event that a stream keeps costs no byte of its own
/// but a share of a count; one that is folded is written out, for nothing else remembers it.
/// </summary>
internal sealed class StepLogWriter
{
    public const byte Format = 1;
    public const byte Events = 1;
    public const byte Registry = 2;
    public const byte Tick = 3;

    private readonly ArrayBufferWriter<byte> items = new();

    public void Add(Fed fed)
    {
        switch (fed)
        {
            case FedEvents batch: Write(batch); break;
            case FedRegistry batch: Write(batch); break;
            case FedTick tick: WriteHead(Tick, null, tick.At); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The entry; empty where nothing was added.</summary>
    public ReadOnlyMemory<byte> Written()
    {
        if (items.WrittenCount == 0)
            return default;
        var entry = new MemoryStream();
        entry.WriteByte(Format);
        using (var compressed = new BrotliStream(entry, CompressionLevel.Fastest, leaveOpen: true))
            compressed.Write(items.WrittenSpan);
        return entry.GetBuffer().AsMemory(0, (int)entry.Length);
    }

    private void Write(FedEvents batch)
    {
        WriteHead(Events, batch.BatchId, batch.ReceivedAt);
        WriteCount(batch.Events.Count);
        for (var at = 0; at < batch.Events.Count;)
        {
            var stored = StoredFrom(batch.Events, at);
            WriteCount(stored);
            at += stored;
            if (at < batch.Events.Count)
                WriteJson(JsonSerializer.SerializeToUtf8Bytes(batch.Events[at++]!, ContractJson.Default.TerminalEvent));
        }
    }

    private static int StoredFrom(IReadOnlyList<TerminalEvent?> events, int from)
    {
        var to = from;
        while (to < events.Count && (events[to] is not { } observed || !Folding.IsFolded(observed)))
            to++;
        return to - from;
    }

    private void Write(FedRegistry batch)
    {
        WriteHead(Registry, batch.BatchId, batch.ReceivedAt);
        WriteCount(batch.Changes.Count);
        foreach (var change in batch.Changes)
            WriteJson(JsonSerializer.SerializeToUtf8Bytes(change, ContractJson.Default.RegistryEvent));
    }

    private void WriteHead(byte kind, Guid? batch, DateTimeOffset at)
    {
        items.Write([kind]);
        if (batch is { } id)
            items.Write(id.ToByteArray());
        BinaryPrimitives.WriteInt64LittleEndian(items.GetSpan(sizeof(long)), at.UtcTicks);
        items.Advance(sizeof(long));
    }

    private void WriteJson(byte[] json)
    {
        WriteCount(json.Length);
        items.Write(json);
    }

    /// <summary>Seven bits a byte, the lowest first: as BinaryReader.Read7BitEncodedInt reads it.</summary>
    private void WriteCount(int count)
    {
        for (; count > 0x7F; count >>= 7)
            items.Write([(byte)(count | 0x80)]);
        items.Write([(byte)count]);
    }
}

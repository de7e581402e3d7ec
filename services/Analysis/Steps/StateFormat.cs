using System.Text;
using System.Text.Json;
using FleetWatch.Contracts;
using FleetWatch.Detection;

namespace FleetWatch.Analysis.Steps;

/// <summary>A fleet's state as a checkpoint holds it: this service's own part first, then the core's, each readable without the other.</summary>
internal static class StateFormat
{
    private const int Format = 1;

    /// <summary>The state as it is now; it may move on then.</summary>
    public static MemoryStream Write(FleetState state)
    {
        var target = new MemoryStream();
        using (var writer = new BinaryWriter(target, Encoding.UTF8, leaveOpen: true))
            WriteOwn(writer, state);
        state.Detector.Save(target);
        target.Position = 0;
        return target;
    }

    /// <param name="source">The checkpoint, uncompressed.</param>
    /// <param name="organisation">Whose it is.</param>
    /// <param name="settings">What the core is to run with.</param>
    /// <param name="relearned">Told when the core's part is of another build and only the registry could be kept.</param>
    /// <exception cref="InvalidDataException">This service's own part is damaged or of an unknown format.</exception>
    public static FleetState Read(Stream source, string organisation, DetectionSettings settings, Action<Exception> relearned)
    {
        using var reader = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
        if (reader.ReadInt32() != Format)
            throw new InvalidDataException("The checkpoint has an unknown format.");
        var (step, outputs) = (reader.ReadInt64(), reader.ReadInt64());
        var clock = ReadTime(reader);
        var batches = ReadBatches(reader);
        var registry = ReadRegistry(reader);
        return new FleetState(ReadCore(source, organisation, settings, registry, clock, relearned))
        {
            Step = step,
            Outputs = outputs,
            Clock = clock,
            Batches = batches,
            Registry = registry,
        };
    }

    private static void WriteOwn(BinaryWriter writer, FleetState state)
    {
        writer.Write(Format);
        writer.Write(state.Step);
        writer.Write(state.Outputs);
        writer.Write(state.Clock.UtcTicks);
        writer.Write(state.Batches.Count);
        foreach (var batch in state.Batches.InOrder())
            writer.Write(batch.ToByteArray());
        var registry = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<TerminalRecord>>([.. state.Registry.Values],
            ContractJson.Default.IReadOnlyListTerminalRecord);
        writer.Write(registry.Length);
        writer.Write(registry);
    }

    private static DateTimeOffset ReadTime(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);

    private static RecentBatches ReadBatches(BinaryReader reader)
    {
        var batches = new RecentBatches();
        for (var left = reader.ReadInt32(); left > 0; left--)
            batches.Add(new Guid(reader.ReadBytes(16)));
        return batches;
    }

    private static Dictionary<string, TerminalRecord> ReadRegistry(BinaryReader reader)
    {
        var json = reader.ReadBytes(reader.ReadInt32());
        var records = JsonSerializer.Deserialize(json, ContractJson.Default.IReadOnlyListTerminalRecord)
            ?? throw new InvalidDataException("The checkpoint has no registry.");
        return records.ToDictionary(record => record.TerminalId);
    }

    private static FleetDetector ReadCore(Stream source, string organisation, DetectionSettings settings,
        Dictionary<string, TerminalRecord> registry, DateTimeOffset clock, Action<Exception> relearned)
    {
        try
        {
            return FleetDetector.Load(source, organisation, settings);
        }
        catch (InvalidDataException unknown)
        {
            relearned(unknown);
            var detector = new FleetDetector(organisation, settings);
            foreach (var record in registry.Values)
                detector.Apply(new TerminalRegistered { TerminalId = record.TerminalId, At = clock, Terminal = record });
            return detector;
        }
    }
}

using System.Text;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Feed;
using FleetWatch.Simulator.Posting;

namespace FleetWatch.Simulator.Import;

/// <summary>Sends a file of events to an Ingest, a batch at a time, and goes on where it was stopped.</summary>
internal sealed class Importer(string path, int batchLines, IngestClient ingest)
{
    private readonly List<long> _lineNumbers = [];

    public ImportProgress Progress { get; private set; } = ImportProgress.Of(path);

    /// <summary>Where refused lines are listed by number, field and reason; never with what was in them.</summary>
    public string RejectedPath { get; } = path + ".rejected";

    /// <param name="report">Gets the bytes of the file that were read so far.</param>
    /// <param name="ct">Ends it between two posts; what was taken is remembered.</param>
    public async Task RunAsync(Action<double> report, CancellationToken ct)
    {
        await using var raw = FeedFile.OpenRaw(path);
        await using var content = FeedFile.Unpack(raw);
        await using var rejected = OpenRejected();
        var lines = new LineReader(content);
        var rows = RowsOf(lines);
        if (Progress.Offset > 0)
            lines.Skip(Progress.Offset, Progress.Line);
        while (Batch(lines, rows) is { Length: > 0 } batch)
        {
            var reply = await ingest.PostEventsAsync(batch, ct);
            Keep(rejected, reply, lines);
            report(raw.Position);
        }
        File.Delete(ImportProgress.PathOf(path));
    }

    // Null: it is NDJSON. Otherwise the header, which is read whether the import begins or goes on.
    private EventRows? RowsOf(LineReader lines)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        if (!name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
            return null;
        var rows = lines.TryRead(out var header) ? new EventRows(Encoding.UTF8.GetString(header).TrimStart('\uFEFF')) : null;
        return rows is { HasType: true } ? rows : throw new UnusableInputException(Texts.Of("import-no-header", path));
    }

    private FileStream OpenRejected()
    {
        var file = new FileStream(RejectedPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        file.SetLength(Progress.RefusedBytes);
        file.Position = Progress.RefusedBytes;
        return file;
    }

    private byte[] Batch(LineReader lines, EventRows? rows)
    {
        using var batch = new MemoryStream();
        _lineNumbers.Clear();
        while (_lineNumbers.Count < batchLines && lines.TryRead(out var line))
        {
            if (line.Trim(" \t"u8).IsEmpty)
                continue;
            if (rows is null)
                batch.Write(line);
            else
                rows.Write(line, batch);
            batch.WriteByte((byte)'\n');
            _lineNumbers.Add(lines.Line);
        }
        return batch.ToArray();
    }

    private void Keep(FileStream rejected, PostReply reply, LineReader lines)
    {
        foreach (var verdict in reply.Verdicts)
        {
            var line = _lineNumbers[Math.Clamp(verdict.Index, 0, _lineNumbers.Count - 1)];
            var message = verdict.Message?.Replace("\"", "\"\"", StringComparison.Ordinal);
            rejected.Write(Encoding.UTF8.GetBytes($"{line},{verdict.Field},{verdict.Reason},\"{message}\"\n"));
        }
        rejected.Flush(flushToDisk: true);
        Progress = Progress with
        {
            Offset = lines.Offset,
            Line = lines.Line,
            Accepted = Progress.Accepted + reply.Accepted,
            Refused = Progress.Refused + reply.Refused,
            RefusedBytes = rejected.Position,
        };
        Progress.Save(path);
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FleetWatch.Analysis.Storage;

/// <summary>
/// Events of one step as rows of Marten's <c>mt_events</c> in PostgreSQL's binary COPY format (PostgreSQL manual, "COPY", section
/// "Binary Format"). Rows are written while the step is decided; sequence numbers and versions, known only inside the
/// transaction, are filled in afterwards where their places were kept.
/// </summary>
internal sealed class EventRows
{
    public const string Columns = "seq_id, version, id, stream_id, data, type, timestamp, tenant_id, mt_dotnet_type, causation_id, is_archived";
    private const short ColumnCount = 11;
    private const byte JsonbFormat = 1;
    private const int SequenceOffset = 2 + 4;
    private const int VersionOffset = SequenceOffset + 8 + 4;

    private static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];
    private static readonly DateTimeOffset PostgresEpoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonWriterOptions Unchecked = new() { SkipValidation = true };
    private readonly ArrayBufferWriter<byte> bytes = new(256 * 1024);
    private readonly Dictionary<string, int> streamIndexes = [];
    private readonly List<string> streams = [];
    private readonly List<int> counts = [];
    private readonly List<(int Offset, int Stream)> rows = [];
    private readonly byte[] tenant;

    public EventRows(string organisation)
    {
        tenant = Encoding.UTF8.GetBytes(organisation);
        bytes.Write(Signature);
        Write(0);
        Write(0);
    }

    public int Count => rows.Count;

    /// <summary>The streams that are touched, in the order of first touch.</summary>
    public IReadOnlyList<string> Streams => streams;

    /// <summary>How many events each of <see cref="Streams"/> gets.</summary>
    public IReadOnlyList<int> Counts => counts;

    public void Add(string stream, Guid id, object data, DateTimeOffset timestamp, string? causation)
    {
        var kind = EventKind.Of(data);
        rows.Add((bytes.WrittenCount, Touch(stream)));
        Span<byte> uuid = stackalloc byte[16];
        id.TryWriteBytes(uuid, bigEndian: true, out _);

        Write(ColumnCount);
        WriteLong(0);
        WriteLong(0);
        WriteField(uuid);
        WriteText(stream);
        WriteJson(kind, data);
        WriteField(kind.AliasUtf8);
        WriteLong((timestamp - PostgresEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        WriteField(tenant);
        WriteField(kind.DotNetTypeUtf8);
        if (causation is null)
            Write(-1);
        else
            WriteText(causation);
        WriteField([0]);
    }

    /// <summary>Fills in what the database handed out, and gives the whole COPY stream.</summary>
    /// <param name="sequences">One a row, in the order of the rows.</param>
    /// <param name="versions">The version of each of <see cref="Streams"/> after the step.</param>
    public ReadOnlyMemory<byte> Numbered(long[] sequences, long[] versions)
    {
        var written = Written();
        var next = new long[versions.Length];
        for (var stream = 0; stream < versions.Length; stream++)
            next[stream] = versions[stream] - counts[stream];
        for (var row = 0; row < rows.Count; row++)
        {
            var (offset, stream) = rows[row];
            BinaryPrimitives.WriteInt64BigEndian(written.AsSpan(offset + SequenceOffset), sequences[row]);
            BinaryPrimitives.WriteInt64BigEndian(written.AsSpan(offset + VersionOffset), ++next[stream]);
        }
        return bytes.WrittenMemory;
    }

    /// <summary>Ends the COPY stream: no rows may follow.</summary>
    public void End() => Write((short)-1);

    private int Touch(string stream)
    {
        if (streamIndexes.TryGetValue(stream, out var index))
        {
            counts[index]++;
            return index;
        }
        index = streams.Count;
        streamIndexes.Add(stream, index);
        streams.Add(stream);
        counts.Add(1);
        return index;
    }

    private void WriteJson(EventKind kind, object data)
    {
        var start = bytes.WrittenCount;
        Write(0);
        bytes.Write([JsonbFormat]);
        using (var json = new Utf8JsonWriter(bytes, Unchecked))
            JsonSerializer.Serialize(json, data, kind.Json);
        BinaryPrimitives.WriteInt32BigEndian(Written().AsSpan(start), bytes.WrittenCount - start - 4);
    }

    private ArraySegment<byte> Written() => MemoryMarshal.TryGetArray(bytes.WrittenMemory, out var written)
        ? written
        : throw new InvalidOperationException("The rows are not kept in an array.");

    private void WriteText(string text)
    {
        var target = bytes.GetSpan(4 + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, target[4..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        bytes.Advance(4 + length);
    }

    private void WriteField(ReadOnlySpan<byte> value)
    {
        Write(value.Length);
        bytes.Write(value);
    }

    private void WriteLong(long value)
    {
        var target = bytes.GetSpan(12);
        BinaryPrimitives.WriteInt32BigEndian(target, 8);
        BinaryPrimitives.WriteInt64BigEndian(target[4..], value);
        bytes.Advance(12);
    }

    private void Write(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), value);
        bytes.Advance(4);
    }

    private void Write(short value)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(2), value);
        bytes.Advance(2);
    }
}

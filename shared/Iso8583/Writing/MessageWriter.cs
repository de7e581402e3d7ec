using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Iso8583.Writing;

/// <summary>Writes messages by a field table: what <see cref="MessageReader"/> reads.</summary>
public sealed class MessageWriter(FieldTable table)
{
    public FieldTable Table => table;

    /// <summary>Writes TPDU, header, message type, bitmaps and fields.</summary>
    /// <exception cref="DraftException">A field is unknown to the table, too long, or of the wrong kind.</exception>
    public void Write(MessageDraft draft, IBufferWriter<byte> target)
    {
        WritePart(table.Tpdu, draft.Tpdu, target);
        WritePart(table.Header, draft.Header, target);
        FieldWriter.Write(table.Mti, draft.Mti, target);
        WriteBitmaps(draft, target);
        foreach (var (field, value) in draft.Fields.OrderBy(field => field.Key))
            FieldWriter.Write(table.Rule(field) ?? throw new DraftException(field, "the field table does not know this field"), value, target);
    }

    /// <returns>The message as an array; see <see cref="Write(MessageDraft, IBufferWriter{byte})"/>.</returns>
    /// <exception cref="DraftException">A field is unknown to the table, too long, or of the wrong kind.</exception>
    public byte[] Write(MessageDraft draft)
    {
        var target = new ArrayBufferWriter<byte>();
        Write(draft, target);
        return target.WrittenSpan.ToArray();
    }

    private static void WritePart(FieldRule? rule, ReadOnlyMemory<byte>? given, IBufferWriter<byte> target)
    {
        if (rule is null && given is { Length: > 0 })
            throw new DraftException(MessagePart.Header, "the field table has no header or TPDU");
        if (rule is null)
            return;
        if (given is { } bytes && bytes.Length != rule.Length)
            throw new DraftException(rule.Number, $"has {bytes.Length} bytes and needs {rule.Length}");
        target.Write(given is { } part ? part.Span : new byte[rule.Length]);
    }

    private void WriteBitmaps(MessageDraft draft, IBufferWriter<byte> target)
    {
        Span<ulong> words = stackalloc ulong[3];
        foreach (var field in draft.Fields.Keys)
        {
            if (field is < 2 or > MessagePart.LastField)
                throw new DraftException(field, $"is not a field from 2 to {MessagePart.LastField}");
            words[(field - 1) >> 6] |= 1UL << 63 - (field - 1) % 64;
        }
        var count = words[2] != 0 ? 3 : words[1] != 0 ? 2 : 1;
        if (count > table.Bitmap.Length / 8)
            throw new DraftException(MessagePart.Bitmap, "a field lies beyond the bitmaps that the table allows");
        for (var word = 0; word < count; word++)
        {
            if (word + 1 < count)
                words[word] |= 1UL << 63;
            WriteBits(words[word], target);
        }
    }

    private void WriteBits(ulong bits, IBufferWriter<byte> target)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, bits);
        target.Write(table.Bitmap.Coding == Coding.Binary ? bytes : Encoding.ASCII.GetBytes(Convert.ToHexString(bytes)));
    }
}

using System.Buffers.Binary;

namespace FleetWatch.Reporting.Pdf;

/// <summary>
/// Takes the first face out of a TrueType collection: its table directory and its tables one after the other, as a font file of its own. Source: the
/// OpenType specification 1.9, "Font Collections" and "Table Directory".
/// </summary>
internal static class FontCollection
{
    private const uint Collection = 0x74746366;
    private const int DirectoryHead = 12;
    private const int DirectoryEntry = 16;

    /// <returns>The file itself where it is no collection.</returns>
    public static byte[] FirstFace(byte[] file)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(file) != Collection)
            return file;
        var start = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(12));
        var tables = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(start + 4));
        using var face = new MemoryStream();
        face.Write(file, start, DirectoryHead + (tables * DirectoryEntry));
        for (var at = 0; at < tables; at++)
        {
            var entry = start + DirectoryHead + (at * DirectoryEntry);
            var (offset, length) = ((int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entry + 8)), (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(entry + 12)));
            var place = (int)face.Length;
            face.Write(file, offset, length);
            face.Write(new byte[(4 - (length % 4)) % 4]);
            BinaryPrimitives.WriteUInt32BigEndian(face.GetBuffer().AsSpan(DirectoryHead + (at * DirectoryEntry) + 8), (uint)place);
        }
        return face.ToArray();
    }
}

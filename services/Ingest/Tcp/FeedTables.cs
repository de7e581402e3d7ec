using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Ingest.Tcp;

/// <summary>A field table by its ready name or its file.</summary>
internal static class FeedTables
{
    /// <exception cref="FieldTableException">The file is wrong.</exception>
    /// <exception cref="IOException">There is none, or it cannot be read.</exception>
    public static FieldTable Load(string table)
    {
        if (ReadyTables.Names.Contains(table))
            return ReadyTables.Load(table);
        using var file = File.OpenText(table);
        return FieldTableFile.Read(Path.GetFileNameWithoutExtension(table), file);
    }
}

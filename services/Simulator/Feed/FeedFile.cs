using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Feed;

/// <summary>A recorded feed on disk: plain, or gzip by its first two bytes, whatever its name.</summary>
internal static class FeedFile
{
    /// <exception cref="UnusableInputException">There is no such file.</exception>
    public static FileStream OpenRaw(string path)
    {
        if (!File.Exists(path))
            throw new UnusableInputException(Texts.Of("no-such-file", path));
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
    }

    /// <summary>The file's content, unpacked; disposing it closes <paramref name="raw"/>.</summary>
    public static Stream Unpack(FileStream raw)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = raw.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        raw.Position = 0;
        return read == 2 && magic is [0x1f, 0x8b] ? new WholeGzip(raw) : raw;
    }
}

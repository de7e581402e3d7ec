using System.Security.Cryptography;
using System.Text.Json;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Import;

/// <summary>How far an import has come, beside the file it imports, so that it goes on there.</summary>
internal sealed record ImportProgress
{
    private const int Looked = 1 << 16;

    /// <summary>Of the file's beginning and its length: whether it is still the same file.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Bytes of the unpacked content that Ingest has taken.</summary>
    public long Offset { get; init; }
    public long Line { get; init; }
    public long Accepted { get; init; }
    public long Refused { get; init; }

    /// <summary>Bytes of the list of refused lines that belong to them.</summary>
    public long RefusedBytes { get; init; }

    public static string PathOf(string path) => path + ".progress";

    /// <summary>Where an earlier run stopped; otherwise the beginning.</summary>
    /// <exception cref="UnusableInputException">It was another file then.</exception>
    public static ImportProgress Of(string path)
    {
        var fresh = new ImportProgress { Fingerprint = FingerprintOf(path) };
        if (!File.Exists(PathOf(path)))
            return fresh;
        ImportProgress? earlier = null;
        try
        {
            earlier = JsonSerializer.Deserialize<ImportProgress>(File.ReadAllText(PathOf(path)), JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            // Told below: what it says cannot be trusted, and only a person knows whether to begin again.
        }
        return earlier?.Fingerprint == fresh.Fingerprint ? earlier : throw new UnusableInputException(Texts.Of("import-other-file", PathOf(path)));
    }

    /// <summary>Whole or not at all: a kill in between leaves the earlier one.</summary>
    public void Save(string path)
    {
        File.WriteAllText(PathOf(path) + ".new", JsonSerializer.Serialize(this, JsonSerializerOptions.Web));
        File.Move(PathOf(path) + ".new", PathOf(path), overwrite: true);
    }

    private static string FingerprintOf(string path)
    {
        using var file = File.OpenRead(path);
        var beginning = new byte[Math.Min(Looked, file.Length)];
        file.ReadExactly(beginning);
        return $"{file.Length:x}-{Convert.ToHexStringLower(SHA256.HashData(beginning))}";
    }
}

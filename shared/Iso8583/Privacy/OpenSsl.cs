using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FleetWatch.Iso8583.Privacy;

/// <summary>
/// The SHA-256 of OpenSSL 3, state by state: the framework's wrapper, which is there for whole hashes, takes longer than the hash of a
/// card number itself. The functions are deprecated in favour of that wrapper and there in every 3.x; where the library is another
/// version or gives another hash than the framework, it is not used.
/// </summary>
internal static class OpenSsl
{
    /// <summary>SHA256_CTX has 112 bytes; the rest is room.</summary>
    public const int StateBytes = 256;
    private const string Library = "libcrypto.so.3";

    public static bool IsThere { get; } = NativeLibrary.TryLoad(Library, out var library) && NativeLibrary.TryGetExport(library, "SHA256_Init", out _)
        && NativeLibrary.TryGetExport(library, "SHA256_Update", out _) && NativeLibrary.TryGetExport(library, "SHA256_Final", out _) && HashesAsItShould();

    [DllImport(Library, EntryPoint = "SHA256_Init", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Init(ref byte state);

    [DllImport(Library, EntryPoint = "SHA256_Update", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Update(ref byte state, in byte data, nuint length);

    [DllImport(Library, EntryPoint = "SHA256_Final", ExactSpelling = true), SuppressGCTransition, DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Final(ref byte hash, ref byte state);

    private static bool HashesAsItShould()
    {
        var state = new byte[StateBytes];
        var text = "0123456789ABCDEF"u8;
        var hash = new byte[SHA256.HashSizeInBytes];
        return Init(ref state[0]) == 1 && Update(ref state[0], in text[0], (nuint)text.Length) == 1 && Final(ref hash[0], ref state[0]) == 1
            && hash.AsSpan().SequenceEqual(SHA256.HashData(text));
    }
}

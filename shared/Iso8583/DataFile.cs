using System.Diagnostics;

namespace FleetWatch.Iso8583;

/// <summary>The tables that travel inside the assembly.</summary>
internal static class DataFile
{
    public static Stream Open(string name) => typeof(DataFile).Assembly.GetManifestResourceStream(name)
        ?? throw new UnreachableException($"{name} is not embedded.");
}

using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Unit.Architecture;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

/// <summary>Messages that nobody of this project wrote; they lie beside the checkout, and tests that need them are skipped without them.</summary>
internal static class RealMessages
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "..", "shared", "iso8583");

    public static byte[] Ascii(string name) => File.ReadAllBytes(Existing("spec87-ascii", name + ".dat"));

    public static byte[] UnionPay(string name) => Convert.FromHexString(File.ReadAllText(Existing("unionpay-pos", name + ".hex")).Trim());

    public static IEnumerable<(byte[] Message, FieldTable Table)> All()
    {
        Skip.IfNot(Directory.Exists(Folder), "There are no real messages beside this checkout.");
        var ascii = ReadyTables.Load(ReadyTables.Iso87Ascii);
        var unionPay = ReadyTables.Load(ReadyTables.UnionPayPos);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "spec87-ascii")).Order())
            yield return (File.ReadAllBytes(file), ascii);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, "unionpay-pos")).Order())
            yield return (Convert.FromHexString(File.ReadAllText(file).Trim()), unionPay);
    }

    public static DecodedMessage Decode(byte[] message, string table) =>
        DecodedMessage.Of(new MessageReader(ReadyTables.Load(table), Conformance.Presence).Read(message, new MessageLayout()));

    /// <summary>The message as lines <c>field=value</c>, for whole-value comparison; a field that is not kept is a dash.</summary>
    public static string Lines(DecodedMessage message) =>
        string.Join('\n', new[] { message.Mti }.Concat(message.Fields.Select(field => $"{field.Number}={field.Value ?? "-"}")));

    private static string Existing(string folder, string name)
    {
        var path = Path.Combine(Folder, folder, name);
        Skip.IfNot(File.Exists(path), $"{folder}/{name} is not beside this checkout.");
        return path;
    }
}

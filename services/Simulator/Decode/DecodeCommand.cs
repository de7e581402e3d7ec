using System.CommandLine;
using System.Globalization;
using FleetWatch.Iso8583.Codes;
using FleetWatch.Iso8583.Reading;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Simulator.Console;
using FleetWatch.Simulator.Switch;

namespace FleetWatch.Simulator.Decode;

/// <summary><c>fleetwatch decode</c>: one ISO 8583 message, readable, with everything secret left out.</summary>
internal static class DecodeCommand
{
    private const int EntryMode = 22;
    private const int ResponseCode = 39;

    public static Command Create(Screen screen)
    {
        var message = new Argument<string>("message") { Description = Texts.Of("decode-message") };
        var table = new Option<string>("--table")
        {
            Description = Texts.Of("decode-table", string.Join(", ", ReadyTables.Names)),
            DefaultValueFactory = _ => ReadyTables.Iso87Ascii,
        };
        var strict = new Option<bool>("--strict") { Description = Texts.Of("decode-strict") };
        var command = new Command("decode", Texts.Of("decode")) { message, table, strict };
        command.SetAction(given =>
        {
            Show(screen, given.GetRequiredValue(message), given.GetRequiredValue(table), given.GetValue(strict));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Screen screen, string given, string tableName, bool strict)
    {
        var culture = CultureInfo.CurrentUICulture;
        var table = WireOptions.TableOf(tableName);
        var reader = new MessageReader(table, strict ? Conformance.Presence : Conformance.WireOnly);
        if (!reader.TryRead(MessageInput.Bytes(given, table), new MessageLayout(), out var view, out var error))
            throw new UnusableInputException(Texts.Of("decode-failed", error.In(culture), table.Name));
        var decoded = DecodedMessage.Of(view);
        screen.Say($"{MessagePart.Label(MessagePart.Mti),-6} {decoded.Mti}  ({table.Mti.NameIn(culture)})");
        foreach (var field in decoded.Fields)
            screen.Say($"{MessagePart.Label(field.Number),-6} {field.Value ?? Texts.Of("decode-not-kept")}  ({field.Rule.NameIn(culture)}{Meaning(table, field, culture)})");
    }

    private static string Meaning(FieldTable table, DecodedField field, CultureInfo culture)
    {
        var meaning = field.Number switch
        {
            ResponseCode => ResponseCodes.Find(table.Scheme, field.Value ?? "")?.In(culture),
            EntryMode when table.Version == 1 => EntryModes.Find(table.Scheme, field.Value?[6..7] ?? "")?.In(culture),
            EntryMode => EntryModes.Find(table.Scheme, field.Value?[..2] ?? "")?.In(culture),
            _ => null,
        };
        return meaning is { Length: > 0 } ? $": {meaning}" : "";
    }
}

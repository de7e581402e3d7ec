using System.CommandLine;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Tables;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Switch;

/// <summary>The options that say how ISO 8583 stands on a line or in a capture.</summary>
internal sealed class WireOptions
{
    private static readonly Dictionary<string, FrameLength> Framings = new()
    {
        ["two-bytes"] = FrameLength.TwoBytes,
        ["four-bytes"] = FrameLength.FourBytes,
        ["four-digits"] = FrameLength.FourDigits,
    };

    public Option<string> Table { get; } = new("--table")
    {
        Description = Texts.Of("decode-table", string.Join(", ", ReadyTables.Names)),
        DefaultValueFactory = _ => ReadyTables.Iso87Ascii,
    };

    public Option<string> Framing { get; } = new("--framing")
    {
        Description = Texts.Of("wire-framing", string.Join(", ", Framings.Keys)),
        DefaultValueFactory = _ => "two-bytes",
    };

    public Option<bool?> Tpdu { get; } = new("--tpdu") { Description = Texts.Of("wire-tpdu") };

    public void AddTo(Command command)
    {
        command.Options.Add(Table);
        command.Options.Add(Framing);
        command.Options.Add(Tpdu);
    }

    /// <exception cref="UnusableInputException">No such table or framing.</exception>
    public Wire Of(ParseResult given)
    {
        var framing = given.GetRequiredValue(Framing);
        if (!Framings.TryGetValue(framing, out var length))
            throw new UnusableInputException(Texts.Of("wire-no-framing", framing, string.Join(", ", Framings.Keys)));
        var table = TableOf(given.GetRequiredValue(Table));
        return new Wire(given.GetValue(Tpdu) is { } tpdu ? table.WithTpdu(tpdu) : table, new FrameFormat(length));
    }

    /// <exception cref="UnusableInputException">There is no such table, or it is wrong.</exception>
    public static FieldTable TableOf(string name)
    {
        try
        {
            if (ReadyTables.Names.Contains(name))
                return ReadyTables.Load(name);
            if (!File.Exists(name))
                throw new UnusableInputException(Texts.Of("decode-no-table", name, string.Join(", ", ReadyTables.Names)));
            using var file = File.OpenText(name);
            return FieldTableFile.Read(name, file);
        }
        catch (FieldTableException wrong)
        {
            throw new UnusableInputException(Texts.Of("decode-bad-table", name, string.Join('\n', wrong.Errors)));
        }
    }
}

/// <summary>How messages are written, and how they follow each other.</summary>
internal sealed record Wire(FieldTable Table, FrameFormat Frames);

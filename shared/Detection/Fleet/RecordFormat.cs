using FleetWatch.Contracts;

namespace FleetWatch.Detection.Fleet;

/// <summary>A registry record in the detector's checkpoint.</summary>
internal static class RecordFormat
{
    public static void Write(BinaryWriter target, TerminalRecord record, bool retired)
    {
        target.Write(record.TerminalId);
        foreach (var text in (string?[])[record.MerchantId, record.SiteId, record.Model, record.SoftwareVersion, record.LatestVersion,
            record.Carrier, record.Region, record.Mcc, record.TimeZone])
        {
            target.Write(text is not null);
            if (text is not null)
                target.Write(text);
        }
        target.Write(retired);
    }

    public static (TerminalRecord Record, bool Retired) Read(BinaryReader source)
    {
        var id = source.ReadString();
        var record = new TerminalRecord
        {
            TerminalId = id,
            MerchantId = Text(source),
            SiteId = Text(source),
            Model = Text(source),
            SoftwareVersion = Text(source),
            LatestVersion = Text(source),
            Carrier = Text(source),
            Region = Text(source),
            Mcc = Text(source),
            TimeZone = Text(source),
        };
        return (record, source.ReadBoolean());
    }

    private static string? Text(BinaryReader source) => source.ReadBoolean() ? source.ReadString() : null;
}

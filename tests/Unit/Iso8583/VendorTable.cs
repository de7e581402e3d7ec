using FleetWatch.Iso8583.Tables;

namespace FleetWatch.Unit.Iso8583;

/// <summary>A vendor's own table that uses what the ready ones do not: EBCDIC, binary lengths, three bitmaps, LLLLVAR.</summary>
internal static class VendorTable
{
    public const string Csv = """
        field,name,nameZh,length,prefix,encoding,content,filler,privacy,requiredIn,forbiddenIn
        scheme,vendor,,,,,,,,,
        version,0,,,,,,,,,
        header,Vendor's header,,3,,binary,b,,open,,
        mti,Type,,4,,ebcdic,n,,open,,
        bitmap,Bitmaps,,24,,binary,b,,open,,
        2,Card number,,..19,ll-ebcdic,ebcdic,n,,pan,,
        7,Sent,,10,,ebcdic,MMDDhhmmss,,open,,
        11,Trace,,6,,bcd,n,left,open,,
        22,Entry mode,,3,,bcd,n,right,open,,
        28,Fee,,9,,bcd,xn,,open,,
        37,Reference,,12,,ebcdic,an,,open,,
        43,Place,,40,,ebcdic,ans,,scan,,
        48,Text,,..2000,llll-ascii,ascii,ans,,scan,,
        55,Chip data,,..255,ll-binary,binary,b,,emv,,
        60,Bytes,,..300,lll-binary,hex,b,,scan,,
        63,Name,,..99,ll-bcd,ascii,a,,scan,,
        100,Receiver,,..11,ll-ebcdic,ebcdic,n,,open,,
        192,Last,,1,,binary,b,,open,,
        """;

    /// <summary>An ASCII table with these rows for its fields.</summary>
    public static FieldTable Of(params string[] rows)
    {
        string[] head = [Csv.Split('\n')[0], "scheme,vendor,,,,,,,,,", "version,0,,,,,,,,,", "mti,Type,,4,,ascii,n,,open,,", "bitmap,Bitmaps,,16,,hex,b,,open,,"];
        using var text = new StringReader(string.Join('\n', [.. head, .. rows]));
        return FieldTableFile.Read("vendor", text);
    }
}

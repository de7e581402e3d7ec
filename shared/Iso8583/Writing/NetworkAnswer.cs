using System.Buffers;
using System.Globalization;
using FleetWatch.Iso8583.Reading;

namespace FleetWatch.Iso8583.Writing;

/// <summary>Answers sign-ons, echoes and other network management requests, so that a switch keeps the line up.</summary>
public static class NetworkAnswer
{
    private const int Code = 39;

    /// <summary>Fields that an answer repeats: times, trace number, parties, terminal, the kind of network message.</summary>
    private static readonly int[] Repeated = [7, 11, 12, 13, 24, 32, 33, 41, 42, 70, 93, 94];

    /// <summary>Writes the answer to a network management request.</summary>
    /// <returns>False where the message is no such request.</returns>
    public static bool TryWrite(MessageView request, MessageWriter writer, IBufferWriter<byte> target)
    {
        if (request.Mti / 100 % 10 != 8 || request.Mti / 10 % 10 is not (0 or 2))
            return false;
        var table = request.Table;
        var draft = new MessageDraft
        {
            // The last digit is who asks; an odd one says that it asks again.
            Mti = (request.Mti - request.Mti % 2 + 10).ToString("0000", CultureInfo.InvariantCulture),
            Tpdu = table.Tpdu is { } tpdu ? Returned(request.Prefix[..tpdu.Length]) : null,
            Header = table.Header is null ? null : request.Prefix[(table.Tpdu?.Length ?? 0)..].ToArray(),
        };
        foreach (var field in Repeated)
            if (table.Rule(field) is { Keeping: Tables.Keeping.Open } && request.Text(field) is { } value && value.All(IsPrintable))
                draft[field] = value;
        // 800 is the action code of 1993 for network management that was accepted.
        if (table.Rule(Code) is not null)
            draft[Code] = table.Version == 1 ? "800" : "00";
        writer.Write(draft, target);
        return true;
    }

    /// <summary>What is not cannot be written again as it came, and nobody who asks in earnest sends it.</summary>
    private static bool IsPrintable(char letter) => letter is >= ' ' and <= '~';

    /// <summary>The addresses of a TPDU change places: it goes back to where it came from.</summary>
    private static byte[] Returned(ReadOnlySpan<byte> tpdu) =>
        tpdu.Length == 5 ? [tpdu[0], tpdu[3], tpdu[4], tpdu[1], tpdu[2]] : tpdu.ToArray();
}

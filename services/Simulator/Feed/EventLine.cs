using System.Text;
using System.Text.Json;
using FleetWatch.Contracts;

namespace FleetWatch.Simulator.Feed;

/// <summary>
/// Reads one event as nearly every line has it, straight into the event: ASCII, the commonest types, no member twice, none unknown or null. All else
/// is the serializer's, and so is every refusal: what is read, and why something is not, does not depend on who reads it. Not for two threads.
/// </summary>
internal sealed class EventLine
{
    private static readonly byte[][] Names = [.. Enum.GetNames<Member>().Select(name => Encoding.ASCII.GetBytes(JsonNamingPolicy.CamelCase.ConvertName(name)))];
    private readonly NamePool _pool = new();
    private readonly string?[] _texts = new string?[Names.Length];
    private readonly long?[] _numbers = new long?[Names.Length];
    private readonly DateTimeOffset?[] _times = new DateTimeOffset?[Names.Length];
    private uint _seen;
    private int _next;

    /// <summary>In the order in which they are mostly written.</summary>
    private enum Member
    {
        Type,
        Id,
        TerminalId,
        OccurredAt,
        SoftwareVersion,
        Model,
        Carrier,
        ResponseCode,
        ErrorCode,
        EntryMode,
        Bin,
        CardRef,
        AmountMinor,
        Currency,
        LatencyMs,
        Reversal,
        SignalDbm,
        UptimeSeconds,
        Attempts,
        Approvals,
        SentAt,
    }

    /// <exception cref="JsonException">It is no event.</exception>
    public TerminalEvent Read(ReadOnlySpan<byte> line) =>
        Plain(line) ?? JsonSerializer.Deserialize(line, ContractJson.Default.TerminalEvent) ?? throw new JsonException("An event is an object.");

    private TerminalEvent? Plain(ReadOnlySpan<byte> line)
    {
        if (!Ascii.IsValid(line))
            return null;
        var reader = new Utf8JsonReader(line);
        try
        {
            return Members(ref reader) && !reader.Read() ? Event() : null;
        }
        catch (JsonException)
        {
            return null; // The serializer finds it too, and says where.
        }
    }

    private bool Members(ref Utf8JsonReader reader)
    {
        (_seen, _next) = (0, 0);
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
            return false;
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            if (Find(reader.ValueSpan) is not { } member || (_seen & Bit(member)) != 0)
                return false;
            reader.Read();
            if (!Take(member, ref reader))
                return false;
            _seen |= Bit(member);
        }
        return true;
    }

    private Member? Find(ReadOnlySpan<byte> name)
    {
        for (var step = 0; step < Names.Length; step++)
        {
            var at = _next + step < Names.Length ? _next + step : _next + step - Names.Length;
            if (!name.SequenceEqual(Names[at]))
                continue;
            _next = at + 1;
            return (Member)at;
        }
        return null;
    }

    private bool Take(Member member, ref Utf8JsonReader reader)
    {
        switch (member)
        {
            case Member.OccurredAt or Member.SentAt:
                if (reader.TokenType is not JsonTokenType.String || !reader.TryGetDateTimeOffset(out var time))
                    return false;
                _times[(int)member] = time;
                return true;
            case Member.AmountMinor or Member.LatencyMs or Member.SignalDbm or Member.UptimeSeconds or Member.Attempts or Member.Approvals:
                if (reader.TokenType is not JsonTokenType.Number || !reader.TryGetInt64(out var number)
                    || (number != (int)number && member is not (Member.AmountMinor or Member.UptimeSeconds)))
                    return false;
                _numbers[(int)member] = number;
                return true;
            case Member.Reversal:
                _numbers[(int)member] = reader.TokenType is JsonTokenType.True ? 1 : 0;
                return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
            default:
                if (reader.TokenType is not JsonTokenType.String || reader.ValueIsEscaped)
                    return false;
                _texts[(int)member] = member is Member.Id or Member.CardRef ? Encoding.ASCII.GetString(reader.ValueSpan) : _pool.Of(reader.ValueSpan);
                return true;
        }
    }

    private TerminalEvent? Event()
    {
        if (Text(Member.Id) is not { } id || Text(Member.TerminalId) is not { } terminal || Time(Member.OccurredAt) is not { } at)
            return null;
        return Text(Member.Type) switch
        {
            "terminal.heartbeat" => new TerminalHeartbeat
            {
                Id = id,
                TerminalId = terminal,
                OccurredAt = at,
                SentAt = Time(Member.SentAt),
                SoftwareVersion = Text(Member.SoftwareVersion),
                Carrier = Text(Member.Carrier),
                Model = Text(Member.Model),
                SignalDbm = Whole(Member.SignalDbm),
                UptimeSeconds = Number(Member.UptimeSeconds),
                Attempts = Whole(Member.Attempts),
                Approvals = Whole(Member.Approvals),
            },
            "transaction.failed" => new TransactionFailed
            {
                Id = id,
                TerminalId = terminal,
                OccurredAt = at,
                SentAt = Time(Member.SentAt),
                SoftwareVersion = Text(Member.SoftwareVersion),
                Carrier = Text(Member.Carrier),
                ResponseCode = Text(Member.ResponseCode),
                ErrorCode = Text(Member.ErrorCode),
                EntryMode = Text(Member.EntryMode),
                Bin = Text(Member.Bin),
                CardRef = Text(Member.CardRef),
                AmountMinor = Number(Member.AmountMinor),
                Currency = Text(Member.Currency),
                LatencyMs = Whole(Member.LatencyMs),
                Reversal = Number(Member.Reversal) == 1,
            },
            "transaction.approved" => new TransactionApproved
            {
                Id = id,
                TerminalId = terminal,
                OccurredAt = at,
                SentAt = Time(Member.SentAt),
                SoftwareVersion = Text(Member.SoftwareVersion),
                Carrier = Text(Member.Carrier),
                EntryMode = Text(Member.EntryMode),
                Bin = Text(Member.Bin),
                CardRef = Text(Member.CardRef),
            },
            _ => null,
        };
    }

    private string? Text(Member member) => Has(member) ? _texts[(int)member] : null;

    private DateTimeOffset? Time(Member member) => Has(member) ? _times[(int)member] : null;

    private long? Number(Member member) => Has(member) ? _numbers[(int)member] : null;

    private int? Whole(Member member) => (int?)Number(member);

    private bool Has(Member member) => (_seen & Bit(member)) != 0;

    private static uint Bit(Member member) => 1u << (int)member;
}

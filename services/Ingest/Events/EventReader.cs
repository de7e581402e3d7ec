using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Sanitising;

namespace FleetWatch.Ingest.Events;

/// <summary>
/// Reads one event in a single pass: looks for card data first, then checks every member. One reader serves one post; it is not
/// for two threads. Members that the format does not know are looked through for card data and otherwise left out.
/// </summary>
internal sealed class EventReader(EventLimits limits, DateTimeOffset now)
{
    private static readonly JsonReaderOptions Json = new() { MaxDepth = 32 };
    private readonly Draft _draft = new();
    private readonly List<Refusal> _refusals = [];

    /// <summary>Null: refused, and <paramref name="refusals"/> says why, until the next line is read.</summary>
    public TerminalEvent? Read(ReadOnlySpan<byte> line, out IReadOnlyList<Refusal> refusals, CloudEventContext? context = null)
    {
        _draft.Clear();
        _refusals.Clear();
        refusals = _refusals;
        if (line.Length > limits.MaxLineBytes)
            Refuse(null, Reasons.TooLong);
        else if (!Utf8.IsValid(line))
            Refuse(null, Reasons.NotUtf8);
        else
            ReadObject(line);
        if (_refusals.Count == 0)
            context?.FillIn(_draft, now, limits, Refuse);
        if (_refusals.Count == 0)
            Require();
        return _refusals.Count == 0 ? _draft.Build() : null;
    }

    private void ReadObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, Json);
        try
        {
            reader.Read();
            if (reader.TokenType is not JsonTokenType.StartObject)
            {
                Found(CardScan.Value(ref reader));
                Refuse(null, Reasons.NotAnObject);
                return;
            }
            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
                ReadMember(ref reader);
            reader.Read();
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // The message of the exception may quote the line, which may hold anything: only the reason is kept.
            Refuse(null, broken is JsonException ? Reasons.NotJson : Reasons.NotUtf8);
        }
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        var member = reader.ValueIsEscaped ? Member.Find(Encoding.UTF8.GetBytes(reader.GetString()!)) : Member.Find(reader.ValueSpan);
        if (member is null)
        {
            Found(CardScan.Member(ref reader));
            return;
        }
        if (!_draft.See(member))
            Refuse(member.Name, Reasons.Twice);
        reader.Read();
        if (reader.TokenType is JsonTokenType.Null)
            return;
        switch (member.Kind)
        {
            case MemberKind.Whole when reader.TokenType is JsonTokenType.Number:
                ReadWhole(ref reader, member);
                break;
            case MemberKind.Flag when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                _draft.Set(member, reader.TokenType is JsonTokenType.True ? 1 : 0);
                break;
            case MemberKind.Time when reader.TokenType is JsonTokenType.String:
                ReadTime(ref reader, member);
                break;
            case not (MemberKind.Whole or MemberKind.Flag or MemberKind.Time) when reader.TokenType is JsonTokenType.String:
                ReadText(ref reader, member);
                break;
            default:
                Found(CardScan.Value(ref reader)?.Under(member.Name));
                Refuse(member.Name, Expected(member));
                break;
        }
    }

    private void ReadWhole(ref Utf8JsonReader reader, Member member)
    {
        if (CardScan.InNumber(reader.ValueSpan) is var found and not CardData.None)
            Refuse(member.Name, Reasons.Of(found));
        else if (!reader.TryGetInt64(out var number))
            Refuse(member.Name, Reasons.NotWhole);
        else if (number < member.Least || number > member.Most)
            Refuse(member.Name, Reasons.OutOfRange);
        else
            _draft.Set(member, number);
    }

    private void ReadTime(ref Utf8JsonReader reader, Member member)
    {
        var isTime = reader.TryGetDateTimeOffset(out var time) && HasZone(ref reader);
        // What has no more places than a time needs has none for a card number.
        if (!(isTime && reader.ValueSpan.Length <= Times.Longest) && CardScan.InText(ref reader) is var found and not CardData.None)
            Refuse(member.Name, Reasons.Of(found));
        else if (!isTime)
            Refuse(member.Name, Reasons.NotTime);
        else if (Times.Check(time, now, limits) is { } reason)
            Refuse(member.Name, reason);
        else
            _draft.Set(member, time);
    }

    /// <summary>Of what has been read as a time, so it is short. Many producers escape the plus sign of the offset.</summary>
    private static bool HasZone(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return Times.HasZone(reader.ValueSpan);
        Span<byte> text = stackalloc byte[reader.ValueSpan.Length];
        return Times.HasZone(text[..reader.CopyString(text)]);
    }

    private void ReadText(ref Utf8JsonReader reader, Member member)
    {
        if (!reader.ValueIsEscaped)
        {
            KeepText(reader.ValueSpan, member);
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            KeepText(buffer.AsSpan(0, reader.CopyString(buffer)), member);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private void KeepText(ReadOnlySpan<byte> text, Member member)
    {
        if (text.IsEmpty)
            return;
        if (CardText.Find(text) is var found and not CardData.None)
            Refuse(member.Name, Reasons.Of(found));
        else if (TextShape.Check(text, member) is { } reason)
            Refuse(member.Name, reason);
        else
            _draft.Set(member, member.Repeats ? StringPool.Get(text) : Encoding.UTF8.GetString(text));
    }

    private void Require()
    {
        var type = _draft.Text(Member.Type);
        if (type is null)
            Refuse(Member.Type.Name, Reasons.Missing);
        else if (!EventTypes.IsKnown(type))
            Refuse(Member.Type.Name, Reasons.UnknownType);
        foreach (var member in EventTypes.Required(type))
            if (!_draft.Has(member))
                Refuse(member.Name, Reasons.Missing);
    }

    private void Found(CardDataFound? found)
    {
        if (found is not null)
            Refuse(found.Path is "" ? null : found.Path, Reasons.Of(found.Kind));
    }

    private void Refuse(string? field, string reason) => _refusals.Add(new Refusal(field, reason));

    private static string Expected(Member member) => member.Kind switch
    {
        MemberKind.Whole => Reasons.NotWhole,
        MemberKind.Flag => Reasons.NotFlag,
        MemberKind.Time => Reasons.NotTime,
        MemberKind.Text or MemberKind.Code or MemberKind.Digits or MemberKind.Capitals => Reasons.NotText,
        _ => throw new UnreachableException(),
    };
}

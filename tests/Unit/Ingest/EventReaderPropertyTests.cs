using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using Xunit;

namespace FleetWatch.Unit.Ingest;

public sealed class EventReaderPropertyTests
{
    private static readonly JsonSerializerOptions Escaping = new() { Encoder = JavaScriptEncoder.Default };
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Ids = Gen.OneOf(
        Gen.Guid.Select(id => id.ToString("D")),
        Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 999_999], Gen.Int[0, 0xFFFF]).Select((a, b, c) => $"{a}-T{b:D6}-{c:x}x"),
        Gen.Select(Gen.Int[0, 999_999], Gen.Long[1_400_000_000_000, 1_999_999_999_999]).Select((a, at) => $"T{a:D6}-{at.ToString(CultureInfo.InvariantCulture)}"));

    private static readonly Gen<DateTimeOffset> Times = Gen.Int[-10_000_000, 100_000].Select(seconds => EventReaderTests.Now.AddMilliseconds(seconds));
    private static readonly Gen<string?> Words = Gen.String[Gen.Char['a', 'z'], 1, 20].Null();

    private static readonly Gen<TransactionFailed> Failures = Gen.Select(
        Gen.Select(Ids, Times, Times, Words, Words), Gen.Select(Gen.Int[10, 99].Nullable(), Words, Gen.Int[0, 99_999_999], Words),
        Gen.Select(Gen.Long[0, 999_999_999_999].Nullable(), Gen.Int[0, 86_400_000].Nullable(), Gen.Bool),
        (common, card, sums) => new TransactionFailed
        {
            Id = common.Item1,
            TerminalId = "T" + (common.Item1.Length * 31),
            OccurredAt = common.Item2,
            SentAt = common.Item3,
            SoftwareVersion = common.Item4,
            Carrier = common.Item5,
            ResponseCode = card.Item1?.ToString(CultureInfo.InvariantCulture),
            ErrorCode = card.Item2,
            EntryMode = "05",
            Bin = card.Item3.ToString(CultureInfo.InvariantCulture),
            CardRef = card.Item4,
            Currency = "CNY",
            AmountMinor = sums.Item1,
            LatencyMs = sums.Item2,
            Reversal = sums.Item3,
        });

    [Fact]
    public void What_is_written_is_read_and_no_honest_event_is_refused() => Failures.Sample(failed =>
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(failed, ContractJson.Default.TerminalEvent);
        var read = new EventReader(new EventLimits(), EventReaderTests.Now).Read(json, out var refusals);
        return refusals.Count == 0 && failed.Equals(read);
    }, iter: 3_000);

    [Fact]
    public void No_card_number_passes_in_any_position() =>
        (from number in Cards.Numbers
         from written in Cards.Written(number)
         from failed in Failures
         from place in Gen.Int[0, Places.Length - 1]
         from escape in Gen.Bool
         select (number, written, failed, place, escape)).Sample(one =>
        {
            var json = JsonSerializer.SerializeToNode(one.failed, ContractJson.Default.TerminalEvent)!.AsObject() /* of an object, so not null */;
            Places[one.place](json, one.written, one.number);
            var line = Encoding.UTF8.GetBytes(json.ToJsonString(one.escape ? Escaping : Plain));
            var read = new EventReader(new EventLimits(), EventReaderTests.Now).Read(line, out var refusals);
            return read is null && refusals.Any(refusal => refusal.Reason is Reasons.CardNumber or Reasons.CardTrack)
                && !refusals.Any(refusal => refusal.Field?.Contains(one.number, StringComparison.Ordinal) is true);
        }, iter: 10_000);

    private static readonly Action<JsonObject, string, string>[] Places =
    [
        .. Member.All.Where(member => member.Kind is not MemberKind.Time)
            .Select(member => (Action<JsonObject, string, string>)((json, written, _) => json[member.Name] = written)),
        (json, written, _) => json["unknown"] = written,
        (json, written, _) => json[written] = 1,
        (json, _, number) => json["number"] = JsonNode.Parse(number),
        (json, _, number) => json["amountMinor"] = JsonNode.Parse(number),
        (json, _, number) => json["uptimeSeconds"] = JsonNode.Parse(number + ".0"),
        (json, written, _) => json["list"] = new JsonArray(1, new JsonArray("x", written)),
        (json, written, _) => json["deep"] = new JsonObject { ["a"] = new JsonObject { ["b"] = new JsonArray(new JsonObject { ["c"] = written }) } },
        (json, written, _) => json["deep"] = new JsonObject { ["a"] = new JsonObject { [written] = true } },
    ];
}

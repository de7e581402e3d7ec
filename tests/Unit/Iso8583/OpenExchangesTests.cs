using CsCheck;
using FleetWatch.Iso8583.Exchanges;
using FleetWatch.Iso8583.Reading;
using Xunit;

namespace FleetWatch.Unit.Iso8583;

public sealed class OpenExchangesTests
{
    private const int Most = 300;
    private static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-11-05T02:58:29Z", null);

    private static readonly Gen<(int Act, ExchangeFacts Facts)> Acts = Gen.Select(Gen.Int[0, 9], Gen.Int[1, 2], Gen.Int[0, 3], Gen.Int[0, 200], Gen.Int[-1, 1], Gen.Int[0, 2])
        .Select((act, kind, terminal, trace, sent, merchant) => (act, new ExchangeFacts
        {
            Name = $"T{terminal}",
            Key = new ExchangeKey
            {
                Class = kind,
                Terminal = Text($"T{terminal}"),
                Trace = trace,
                Sent = sent,
                Merchant = merchant == 0 ? default : Text($"M{merchant}"),
            },
        }));

    /// <summary>Six acts in ten ask, three answer, one gives up on what is older than 40 acts.</summary>
    [Fact]
    public void Keeps_and_gives_out_what_a_plain_list_would() => Acts.Array[0, 2000].Sample(acts =>
    {
        var (open, list, forgotten) = (new OpenExchanges(Most), new List<ExchangeFacts>(), 0);
        foreach (var ((act, facts), at) in acts.Select((act, at) => (act, at)))
        {
            var now = Start.AddSeconds(at);
            if (act < 6)
                Assert.Equal(Ask(list, facts with { HeardAt = now }, ref forgotten), open.TryAdd(facts with { HeardAt = now }));
            else if (act < 9)
                Assert.Equal(Answer(list, facts.Key), Taken(open, open.Find(facts.Key)));
            else
                Assert.Equal(Overdue(list, now.AddSeconds(-40)), Taken(open, open.Overdue(now.AddSeconds(-40))));
            Assert.Equal((list.Count, forgotten), (open.Count, (int)open.Forgotten));
        }
    }, iter: 200, threads: 1);

    private static bool Ask(List<ExchangeFacts> list, ExchangeFacts facts, ref int forgotten)
    {
        if (list.Any(other => Agrees(other.Key, facts.Key) && !OtherMerchant(other.Key, facts.Key)))
            return false;
        if (list.Count == Most)
        {
            list.RemoveAt(0);
            forgotten++;
        }
        list.Add(facts);
        return true;
    }

    private static ExchangeFacts? Answer(List<ExchangeFacts> list, ExchangeKey answer)
    {
        var fitting = list.Where(one => Agrees(one.Key, answer)).OrderBy(one => OtherMerchant(one.Key, answer)).ToList();
        if (fitting.Count == 0)
            return null;
        list.Remove(fitting[0]);
        return fitting[0];
    }

    private static ExchangeFacts? Overdue(List<ExchangeFacts> list, DateTimeOffset before)
    {
        if (list.Count == 0 || list[0].HeardAt > before)
            return null;
        var oldest = list[0];
        list.RemoveAt(0);
        return oldest;
    }

    private static ExchangeFacts? Taken(OpenExchanges open, int place)
    {
        if (place < 0)
            return null;
        var taken = open[place];
        open.Remove(place);
        return taken;
    }

    private static bool Agrees(ExchangeKey request, ExchangeKey answer) =>
        request.Terminal == answer.Terminal && request.Class == answer.Class && request.Trace == answer.Trace
        && (request.Sent < 0 || answer.Sent < 0 || request.Sent == answer.Sent);

    private static bool OtherMerchant(ExchangeKey request, ExchangeKey answer) =>
        !request.Merchant.IsEmpty && !answer.Merchant.IsEmpty && request.Merchant != answer.Merchant;

    private static PackedText Text(string text) => PackedText.Of(System.Text.Encoding.ASCII.GetBytes(text));
}

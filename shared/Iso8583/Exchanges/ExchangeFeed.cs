using FleetWatch.Contracts;
using FleetWatch.Iso8583.Codes;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Reading;
using NodaTime;

namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// Turns a switch's messages into events. Requests wait for their responses (DE7, 11, 37, 41, 42): an approval becomes activity, a
/// decline a failure with its code, a request without an answer or with a reversal a failure of the network, a sign-on or echo a
/// sign of life. Not for several threads at once; what waits is lost with the process, and then counts as never heard.
/// </summary>
/// <param name="tokens">Makes the cards' tokens; null: events carry none.</param>
/// <param name="zoneOf">The zone of a terminal's site.</param>
/// <param name="settings">Deadlines and bounds.</param>
public sealed class ExchangeFeed(CardTokens? tokens, Func<string, DateTimeZone> zoneOf, ExchangeSettings settings)
{
    private const int TerminalsRemembered = 100_000;
    private readonly OpenExchanges open = new(settings.MaxOpen);
    private readonly FactReader reader = new(tokens, settings.BinPolicy);
    private readonly Dictionary<PackedText, string?> terminals = [];
    private readonly Dictionary<int, DateTimeOffset> lost = [];

    /// <summary>Requests that wait for their answer.</summary>
    public int Waiting => open.Count;

    /// <summary>Requests that were forgotten because too many waited.</summary>
    public long Forgotten => open.Forgotten;

    /// <summary>Requests whose line was lost before their answer could be heard: they tell nothing.</summary>
    public long Unheard { get; private set; }

    /// <summary>Messages that told nothing: of other classes, or without a terminal that can be named.</summary>
    public long Ignored { get; private set; }

    /// <summary>Takes one message.</summary>
    /// <param name="message">What was read.</param>
    /// <param name="now">When it was heard.</param>
    /// <param name="events">What it tells is added here, at most one event.</param>
    /// <param name="line">Over which connection it was heard; see <see cref="Lose"/>.</param>
    public void Take(MessageView message, DateTimeOffset now, ICollection<TerminalEvent> events, int line = 0)
    {
        var id = message.Packed(Field.Terminal);
        if (id.IsEmpty || message.Mti / 100 % 10 is not (1 or 2 or 4 or 8))
        {
            Ignored++;
            return;
        }
        var key = FactReader.Key(message, id);
        var isAnswer = key.Class < 4 && IsResponse(message);
        if (isAnswer && open.Find(key) is >= 0 and var place)
            TakeAnswer(message, place, now, events);
        else if (Terminal(id) is not { } terminal)
            Ignored++;
        else if (isAnswer)
            // A response whose request was never heard tells what it carries itself.
            Add(reader.Read(message, key, terminal, zoneOf(terminal), now, default), message, null, events);
        else
            TakeTold(message, reader.Read(message, key, terminal, zoneOf(terminal), now, line), events);
    }

    /// <summary>
    /// A connection is gone: what was asked over it and not answered yet says nothing about a network, because the answer may
    /// have been given without anybody here to hear it. An answer that is heard over another connection still counts.
    /// </summary>
    public void Lose(int line, DateTimeOffset now) => lost[line] = now;

    /// <summary>Gives up on requests whose answer is overdue.</summary>
    /// <param name="now">The feed's own time.</param>
    /// <param name="events">A failure for each is added here.</param>
    public void Advance(DateTimeOffset now, ICollection<TerminalEvent> events)
    {
        for (var place = open.Overdue(now - settings.ResponseDeadline); place >= 0; place = open.Overdue(now - settings.ResponseDeadline))
        {
            ref readonly var request = ref open[place];
            if (lost.TryGetValue(request.Line, out var since) && since - request.HeardAt < settings.ResponseDeadline)
                Unheard++;
            else
                events.Add(ExchangeEvents.Unanswered(request, ReversalReasons.NoAnswer, now - request.HeardAt));
            open.Remove(place);
        }
        foreach (var (line, _) in lost.Where(one => now - one.Value > settings.ResponseDeadline))
            lost.Remove(line);
    }

    /// <summary>Whatever is no response.</summary>
    private void TakeTold(in MessageView message, in ExchangeFacts facts, ICollection<TerminalEvent> events)
    {
        if (facts.Key.Class == 4)
            TakeReversal(message, facts, events);
        else if (facts.Key.Class == 8)
            TakeNetwork(message, facts, events);
        else if (IsAdvice(message))
            TakeAdvice(message, facts, events);
        else
            open.TryAdd(facts);
    }

    private void TakeAnswer(in MessageView message, int place, DateTimeOffset now, ICollection<TerminalEvent> events)
    {
        ref readonly var request = ref open[place];
        Add(request, message, now - request.HeardAt, events);
        open.Remove(place);
    }

    /// <summary>An advice tells of what was done already and waits for nothing. It carries its own outcome; one without tells nothing.</summary>
    private void TakeAdvice(in MessageView message, in ExchangeFacts advice, ICollection<TerminalEvent> events)
    {
        if (message.Packed(Field.ResponseCode).IsEmpty)
            Ignored++;
        else
            Add(advice, message, null, events);
    }

    private void TakeReversal(in MessageView message, in ExchangeFacts reversal, ICollection<TerminalEvent> events)
    {
        if (IsResponse(message))
        {
            Ignored++;
            return;
        }
        var error = ReversalReasons.Find(message.Table.Scheme, reader.Reason(message).ToString());
        // A reversal has a DE7 and a reference of its own; those of the original stand in it where the network sends them.
        var (trace, sent) = reader.Original(message, reversal.Key.Trace);
        var wanted = reversal.Key with { Class = 2, Trace = trace, Sent = sent, Reference = default };
        var place = open.Find(wanted) is >= 0 and var financial ? financial : open.Find(wanted with { Class = 1 });
        events.Add(place < 0 ? ExchangeEvents.Reversed(reversal, trace, sent, error) : ExchangeEvents.TakenBack(open[place], error));
        if (place >= 0)
            open.Remove(place);
    }

    private void TakeNetwork(in MessageView message, in ExchangeFacts facts, ICollection<TerminalEvent> events)
    {
        if (IsResponse(message))
            Ignored++;
        else
            events.Add(ExchangeEvents.Heard(facts));
    }

    /// <param name="facts">Of the request where it was heard.</param>
    /// <param name="answer">Has the response code.</param>
    /// <param name="latency">From request to answer.</param>
    /// <param name="events">Gets one.</param>
    private void Add(in ExchangeFacts facts, in MessageView answer, TimeSpan? latency, ICollection<TerminalEvent> events)
    {
        var scheme = answer.Table.Scheme;
        var code = reader.Codes(scheme).Response(answer.Packed(Field.ResponseCode));
        events.Add(code switch
        {
            { Family: CodeFamily.Approved } => ExchangeEvents.Approved(facts),
            { Code87: { } code87 } => ExchangeEvents.Declined(facts, code87, latency),
            { Code: "" } => ExchangeEvents.Unanswered(facts, "invalid-response", latency),
            _ => ExchangeEvents.Unanswered(facts, $"{scheme}-{code.Code}", latency),
        });
    }

    private static bool IsResponse(in MessageView message) => message.Mti / 10 % 2 == 1;

    private static bool IsAdvice(in MessageView message) => message.Mti / 10 % 10 is 2 or 4;

    /// <returns>The terminal's name; null where it may be a card number, because a table that does not fit may find one anywhere.</returns>
    private string? Terminal(PackedText packed)
    {
        if (terminals.TryGetValue(packed, out var known))
            return known;
        if (terminals.Count >= TerminalsRemembered)
            terminals.Clear();
        var name = packed.ToString();
        return terminals[packed] = CardNumberMask.Masked(name) == name ? name : null;
    }
}

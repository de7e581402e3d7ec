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
        var id = FactReader.Packed(message, Field.Terminal);
        if (id.IsEmpty || message.Mti / 100 % 10 is not (1 or 2 or 4 or 8) || Terminal(id) is not { } terminal)
        {
            Ignored++;
            return;
        }
        if (message.Mti / 100 % 10 < 4 && message.Mti / 10 % 2 == 1)
            TakeResponse(message, id, terminal, now, events);
        else
            TakeTold(reader.Read(message, id, zoneOf(terminal), now, line), message.Table.Scheme, terminal, events);
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
                events.Add(ExchangeEvents.Unanswered(request, request.Terminal.ToString(), ReversalReasons.NoAnswer, Milliseconds(now - request.HeardAt)));
            open.Remove(place);
        }
        foreach (var (line, _) in lost.Where(one => now - one.Value > settings.ResponseDeadline))
            lost.Remove(line);
    }

    /// <summary>Whatever is no response.</summary>
    private void TakeTold(in ExchangeFacts facts, string scheme, string terminal, ICollection<TerminalEvent> events)
    {
        if (facts.Class == 4)
            TakeReversal(facts, scheme, terminal, events);
        else if (facts.Class == 8)
            TakeNetwork(facts, terminal, events);
        else if (facts.IsAdvice)
            TakeAdvice(facts, scheme, terminal, events);
        else
            open.TryAdd(facts);
    }

    private void TakeResponse(MessageView message, PackedText id, string terminal, DateTimeOffset now, ICollection<TerminalEvent> events)
    {
        var code = FactReader.Packed(message, Field.ResponseCode);
        var place = open.Find(FactReader.Key(message, id));
        if (place < 0)
        {
            TakeUnasked(message, id, code, terminal, now, events);
            return;
        }
        ref readonly var request = ref open[place];
        Add(request, code, message.Table.Scheme, terminal, Milliseconds(now - request.HeardAt), events);
        open.Remove(place);
    }

    /// <summary>A response whose request was never heard tells what it carries itself.</summary>
    private void TakeUnasked(MessageView message, PackedText id, PackedText code, string terminal, DateTimeOffset now, ICollection<TerminalEvent> events) =>
        Add(reader.Read(message, id, zoneOf(terminal), now, default), code, message.Table.Scheme, terminal, null, events);

    /// <summary>An advice carries its own outcome; one without tells nothing.</summary>
    private void TakeAdvice(in ExchangeFacts advice, string scheme, string terminal, ICollection<TerminalEvent> events)
    {
        if (advice.Code.IsEmpty)
            Ignored++;
        else
            Add(advice, advice.Code, scheme, terminal, null, events);
    }

    private void TakeReversal(in ExchangeFacts reversal, string scheme, string terminal, ICollection<TerminalEvent> events)
    {
        if (reversal.IsResponse)
        {
            Ignored++;
            return;
        }
        var error = ReversalReasons.Find(scheme, reversal.Reason.ToString());
        // A reversal has a DE7 and a reference of its own; those of the original stand in it where the network sends them.
        var wanted = reversal.Key with { Class = 2, Trace = reversal.OriginalTrace, Sent = reversal.OriginalSent, Reference = default };
        var place = open.Find(wanted) is >= 0 and var financial ? financial : open.Find(wanted with { Class = 1 });
        events.Add(place < 0 ? ExchangeEvents.Reversed(reversal, terminal, error) : ExchangeEvents.TakenBack(open[place], terminal, error));
        if (place >= 0)
            open.Remove(place);
    }

    private void TakeNetwork(in ExchangeFacts facts, string terminal, ICollection<TerminalEvent> events)
    {
        if (facts.IsResponse)
            Ignored++;
        else
            events.Add(ExchangeEvents.Heard(facts, terminal));
    }

    private void Add(in ExchangeFacts facts, PackedText answer, string scheme, string terminal, int? latencyMs, ICollection<TerminalEvent> events)
    {
        var code = reader.Codes(scheme).Response(answer);
        events.Add(code switch
        {
            { Family: CodeFamily.Approved } => ExchangeEvents.Approved(facts, terminal),
            { Code87: { } code87 } => ExchangeEvents.Declined(facts, terminal, code87, latencyMs),
            { Code: "" } => ExchangeEvents.Unanswered(facts, terminal, "invalid-response", latencyMs),
            _ => ExchangeEvents.Unanswered(facts, terminal, $"{scheme}-{code.Code}", latencyMs),
        });
    }

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

    private static int Milliseconds(TimeSpan span) => (int)Math.Clamp(span.TotalMilliseconds, 0, int.MaxValue);
}

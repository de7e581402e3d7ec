namespace FleetWatch.Iso8583.Exchanges;

/// <summary>
/// Requests that wait for their answer, by class, terminal and trace number; where two acquirers have a terminal of one number,
/// several wait under one key. Bounded: what is too much is forgotten, the oldest first, and counted.
/// </summary>
internal sealed class OpenExchanges(int max)
{
    private readonly Dictionary<Key, ExchangeFacts> waiting = [];
    private readonly Queue<(Key Key, DateTimeOffset HeardAt)> order = new();

    public int Count => waiting.Count;

    /// <summary>How many were forgotten because too many waited.</summary>
    public long Forgotten { get; private set; }

    /// <returns>False where the request waits already: it was sent again.</returns>
    public bool TryAdd(in ExchangeFacts request)
    {
        var key = new Key(request.Class, request.Terminal, request.Trace, 0);
        for (; waiting.TryGetValue(key, out var other); key = key with { Rank = key.Rank + 1 })
            if (Disagreement(other, request) == 0)
                return false;
        while (waiting.Count >= max && order.TryDequeue(out var oldest))
            if (waiting.TryGetValue(oldest.Key, out var old) && old.HeardAt == oldest.HeardAt)
            {
                Remove(oldest.Key);
                Forgotten++;
            }
        waiting.Add(key, request);
        order.Enqueue((key, request.HeardAt));
        return true;
    }

    /// <summary>Takes the request that an answer belongs to: the one that agrees with it best.</summary>
    /// <param name="kind">1 authorisation or 2 financial.</param>
    /// <param name="terminal">DE41.</param>
    /// <param name="trace">DE11.</param>
    /// <param name="answer">DE7, 37 and 42 of it decide between several; where DE7 or 37 disagree it is no answer at all.</param>
    /// <param name="request">The request where the result is true.</param>
    public bool TryTake(int kind, PackedText terminal, int trace, in ExchangeFacts answer, out ExchangeFacts request)
    {
        request = default;
        var best = -1;
        var least = NoAnswer;
        var key = new Key(kind, terminal, trace, 0);
        for (; waiting.TryGetValue(key, out var other); key = key with { Rank = key.Rank + 1 })
            if (Disagreement(other, answer) is var disagreement && disagreement < least)
                (best, least, request) = (key.Rank, disagreement, other);
        if (best < 0)
            return false;
        Remove(key with { Rank = best });
        return true;
    }

    /// <summary>Takes a request that was heard before <paramref name="before"/>.</summary>
    public bool TryTakeOverdue(DateTimeOffset before, out ExchangeFacts request)
    {
        while (order.TryPeek(out var oldest) && oldest.HeardAt <= before)
        {
            order.Dequeue();
            if (!waiting.TryGetValue(oldest.Key, out request) || request.HeardAt != oldest.HeardAt)
                continue;
            Remove(oldest.Key);
            return true;
        }
        request = default;
        return false;
    }

    private const int NoAnswer = 100;

    private static int Disagreement(in ExchangeFacts request, in ExchangeFacts answer)
    {
        var otherSent = request.Sent >= 0 && answer.Sent >= 0 && request.Sent != answer.Sent;
        var otherReference = !request.Reference.IsEmpty && !answer.Reference.IsEmpty && request.Reference != answer.Reference;
        var otherMerchant = !request.Merchant.IsEmpty && !answer.Merchant.IsEmpty && request.Merchant != answer.Merchant;
        return otherSent || otherReference ? NoAnswer : otherMerchant ? 1 : 0;
    }

    /// <summary>The last of a key's ranks takes the place that became free, so that ranks have no holes.</summary>
    private void Remove(Key key)
    {
        var last = key;
        while (waiting.ContainsKey(last with { Rank = last.Rank + 1 }))
            last = last with { Rank = last.Rank + 1 };
        if (last != key)
        {
            waiting[key] = waiting[last];
            order.Enqueue((key, waiting[key].HeardAt));
        }
        waiting.Remove(last);
    }

    private readonly record struct Key(int Class, PackedText Terminal, int Trace, int Rank);
}

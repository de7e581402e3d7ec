using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Ingest.Events;
using FleetWatch.Ingest.Sending;
using FleetWatch.ServiceDefaults.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace FleetWatch.Ingest.Posts;

/// <summary><c>POST /v1/events</c>.</summary>
internal static class EventsApi
{
    public static IHostApplicationBuilder AddEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<EventLimits>().BindConfiguration("Events").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<IngestMetrics>();
        builder.Services.AddSingleton<FleetSender>();
        builder.Services.AddSingleton<Pace>();
        builder.Services.AddSingleton<Reception>();
        return builder;
    }

    public static void MapEvents(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/events", (HttpContext context, Reception reception, CancellationToken ct) => reception.Receive(context, ct))
        .RequireScope(Scopes.Events)
        .WithName("PostEvents")
        .WithSummary("Post events of terminals: one, an array, NDJSON or CloudEvents; gzip accepted.")
        .Produces<Reply>(StatusCodes.Status202Accepted)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}

/// <summary>Takes a post from its first byte to the answer.</summary>
internal sealed class Reception(IOptions<EventLimits> options, FleetSender sender, Pace pace, TimeProvider time, IngestMetrics metrics)
{
    private readonly EventLimits _limits = options.Value;
    private int _inFlight;

    public async Task<IResult> Receive(HttpContext context, CancellationToken ct)
    {
        var caller = context.Caller();
        var post = new Post(_limits, time.GetUtcNow(), Texts.LanguageOf(context.Request));
        metrics.Entered();
        try
        {
            Admit(context, caller);
            var form = Forms.Of(context.Request) ?? throw new PostRefused(StatusCodes.Status415UnsupportedMediaType, PostRefused.Unsupported);
            await using var body = new Body(context.Request, _limits.MaxBodyBytes);
            await (form is Form.Lines ? TakeLines(body, post, caller, ct) : TakeDocument(body, form, context.Request.Headers, post, caller, ct));
            return TypedResults.Json(post.Reply(), IngestJson.Default.Reply, statusCode: StatusCodes.Status202Accepted);
        }
        catch (PostRefused refused)
        {
            return Refuse(context, post, refused);
        }
        catch (BrokerAway)
        {
            return Refuse(context, post, new PostRefused(StatusCodes.Status503ServiceUnavailable, PostRefused.BrokerAway));
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
            pace.Charge(caller.KeyId, post.Seen, time.GetUtcNow());
            metrics.Refused(post.Verdicts);
            metrics.Left();
        }
    }

    private void Admit(HttpContext context, Caller caller)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = _limits.MaxBodyBytes;
        if (Interlocked.Increment(ref _inFlight) > _limits.MaxPosts)
            throw new PostRefused(StatusCodes.Status503ServiceUnavailable, PostRefused.Overloaded);
        if (pace.Wait(caller.KeyId, time.GetUtcNow()) is var wait && wait > TimeSpan.Zero)
            throw new PostRefused(StatusCodes.Status429TooManyRequests, PostRefused.TooFast)
            {
                RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
            };
    }

    private async Task TakeLines(Body body, Post post, Caller caller, CancellationToken ct)
    {
        var lines = new Lines(post, _limits.MaxLineBytes);
        while (await body.Read(ct))
            while (lines.TakeFrom(body))
                await Send(post, caller, ct);
        lines.TakeLast(body);
        if (post.Seen == 0)
            throw new PostRefused(StatusCodes.Status400BadRequest, PostRefused.Empty);
        await SendAll(post, caller, ct);
    }

    private async Task TakeDocument(Body body, Form form, IHeaderDictionary headers, Post post, Caller caller, CancellationToken ct)
    {
        await body.ReadToEnd(ct);
        Documents.Take(body.Unread.Span, form, headers, post);
        await SendAll(post, caller, ct);
    }

    private async Task SendAll(Post post, Caller caller, CancellationToken ct)
    {
        while (await Send(post, caller, ct))
        {
        }
    }

    private async Task<bool> Send(Post post, Caller caller, CancellationToken ct)
    {
        if (post.NextBatch() is not { Count: > 0 } events)
            return false;
        var batch = new EventBatch
        {
            BatchId = Guid.CreateVersion7(post.ReceivedAt),
            Organisation = caller.Organisation,
            Source = caller.Source,
            ReceivedAt = post.ReceivedAt,
            Events = events,
        };
        await sender.Send(batch, ct);
        post.Confirmed(batch.BatchId, events.Count);
        return true;
    }

    private IResult Refuse(HttpContext context, Post post, PostRefused refused)
    {
        metrics.TurnedAway(refused.Reason);
        if (refused.RetryAfterSeconds is { } seconds || refused.Status is StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = (refused.RetryAfterSeconds ?? _limits.RetryAfterSeconds).ToString(CultureInfo.InvariantCulture);
        if (refused.Status is StatusCodes.Status415UnsupportedMediaType)
            context.Response.Headers.AcceptEncoding = "gzip";
        var reply = post.Reply();
        return Problems.Of(context.Request, refused.Status, refused.Reason, new() { ["accepted"] = reply.Accepted, ["batchIds"] = reply.BatchIds });
    }
}

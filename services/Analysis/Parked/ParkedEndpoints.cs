using System.CommandLine;
using FleetWatch.ServiceDefaults.Access;

namespace FleetWatch.Analysis.Parked;

/// <summary>How many messages are parked, and why the first of them are.</summary>
internal sealed record ParkedState(uint Messages, IReadOnlyList<string> Reasons);

/// <summary>How many messages were given back.</summary>
internal sealed record Redriven(uint Messages);

/// <summary>Parked messages, over HTTP and on the command line.</summary>
internal static class ParkedEndpoints
{
    public static void MapParked(this IEndpointRouteBuilder app)
    {
        var parked = app.MapGroup("/v1/parked").RequireScope(Scopes.Operate);
        parked.MapGet("", async (Caller caller, ParkedMessages messages, CancellationToken ct) =>
            new ParkedState(await messages.Count(caller.Organisation, ct), await messages.Reasons(caller.Organisation, ct))).WithSummary("How many messages are parked, and why");
        parked.MapPost("/redrive", async (Caller caller, ParkedMessages messages, CancellationToken ct) =>
            new Redriven(await messages.Redrive(caller.Organisation, ct))).WithSummary("Give the parked messages back to the queue");
    }

    /// <summary><c>redrive --organisation O</c></summary>
    public static Command Command(Func<IServiceProvider> services)
    {
        var organisation = new Option<string>("--organisation") { Description = "Whose parked messages.", Required = true };
        var command = new Command("redrive", "Give parked messages back to the organisation's queue.") { organisation };
        command.SetAction(async (parsed, ct) =>
        {
            var given = await services().GetRequiredService<ParkedMessages>().Redrive(parsed.GetRequiredValue(organisation), ct);
            Console.WriteLine($"{given} messages are back on the queue.");
            return 0;
        });
        return command;
    }
}

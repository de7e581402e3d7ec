using FleetWatch.Dashboard.Accounts;
using FleetWatch.ServiceDefaults;
using MassTransit;

namespace FleetWatch.Dashboard.Desk;

/// <summary>Asks other services over the bus on a person's behalf.</summary>
internal sealed partial class Asking(IClientFactory clients, IConfiguration settings, ILogger<Asking> logger)
{
    public async Task<Asked<TAnswer>> Ask<TRequest, TAnswer>(Person person, TRequest request, CancellationToken ct)
        where TRequest : class
        where TAnswer : class
    {
        try
        {
            return new Asked<TAnswer>(await clients.Ask<TRequest, TAnswer>(settings, person.Organisation, request, ct), null);
        }
        catch (RequestTimeoutException)
        {
            LogNoAnswer(typeof(TRequest).Name);
            return new Asked<TAnswer>(null, "desk.no-answer");
        }
        catch (RequestFaultException e)
        {
            LogFailed(e, typeof(TRequest).Name);
            return new Asked<TAnswer>(null, "desk.failed");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Request} was not answered")]
    private partial void LogNoAnswer(string request);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Request} failed where it was asked")]
    private partial void LogFailed(Exception e, string request);
}

/// <param name="Answer">Null: there is none.</param>
/// <param name="Trouble">Name of the text that says why there is none.</param>
internal sealed record Asked<T>(T? Answer, string? Trouble)
    where T : class;

using System.Globalization;
using MassTransit;
using Microsoft.Extensions.Configuration;

namespace FleetWatch.ServiceDefaults;

/// <summary>
/// Questions that one service asks another over the bus, each with an answer. RabbitMQ itself vouches for who asks: it takes a message
/// with a user id only from that user's connection.
/// </summary>
public static class Requests
{
    /// <summary>Setting that names the broker's user whose requests are taken; unset: the service's own.</summary>
    public const string FromKey = "Requests:From";

    /// <summary>In which language the asker reads, as in HTTP: what the answer says to people is said in it.</summary>
    private const string LanguageHeader = "Accept-Language";

    /// <summary>How long an answer is waited for; a request that nobody has taken by then is gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks and waits for the answer.</summary>
    /// <param name="clients">The service's bus.</param>
    /// <param name="settings">With the broker's address.</param>
    /// <param name="organisation">On whose behalf.</param>
    /// <param name="request">A request of the contracts.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <exception cref="RequestTimeoutException">Nobody answers.</exception>
    /// <exception cref="RequestFaultException">The one who was asked failed.</exception>
    public static async Task<TAnswer> Ask<TRequest, TAnswer>(this IClientFactory clients, IConfiguration settings, string organisation, TRequest request, CancellationToken ct)
        where TRequest : class
        where TAnswer : class
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        using var asked = clients.CreateRequestClient<TRequest>(Patience).Create(request, patience.Token);
        var language = CultureInfo.CurrentUICulture.Name;
        asked.UseExecute(context =>
        {
            context.Headers.Set(LanguageHeader, language);
            context.Headers.Set(Bus.OrganisationHeader, organisation);
            if (context.TryGetPayload(out RabbitMqSendContext? rabbit))
                rabbit.BasicProperties.UserId = User(settings);
        });
        try
        {
            return (await asked.GetResponse<TAnswer>()).Message;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // While the broker is away MassTransit waits for it, whatever the request's own time.
            throw new RequestTimeoutException($"No answer to {typeof(TRequest).Name} within {Patience.TotalSeconds:0} s.");
        }
    }

    /// <summary>Makes an endpoint take requests of <see cref="FromKey"/> only, each with the organisation that its header names.</summary>
    public static void TakeRequests(this IRabbitMqReceiveEndpointConfigurator endpoint, IConfiguration settings)
    {
        var from = settings[FromKey] is { Length: > 0 } named ? named : User(settings);
        endpoint.SetQuorumQueue();
        // Whoever asked hears of the failure, and asks again or does not.
        endpoint.DiscardFaultedMessages();
        endpoint.UseExecute(context =>
        {
            var user = context.ReceiveContext.TryGetPayload(out RabbitMqBasicConsumeContext? rabbit) ? rabbit.Properties.UserId : null;
            if (user != from)
                throw new StrangerException($"The broker's user {user ?? "(not named)"} may ask nothing here.");
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(ReaderLanguage.Of(context.Headers.Get<string>(LanguageHeader)));
        });
    }

    /// <summary>Whose data the request is about, as its header says.</summary>
    /// <exception cref="StrangerException">The body says another.</exception>
    public static string OrganisationOf(this ConsumeContext context, string organisation) => context.Headers.Get<string>(Bus.OrganisationHeader) == organisation
        ? organisation
        : throw new StrangerException("The request is about another organisation than it was sent for.");

    private static string User(IConfiguration settings) => Uri.UnescapeDataString(settings.RabbitMq().UserInfo.Split(':')[0]);
}

/// <summary>A request of one who may not ask it.</summary>
public sealed class StrangerException(string message) : Exception(message);

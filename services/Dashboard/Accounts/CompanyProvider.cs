using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace FleetWatch.Dashboard.Accounts;

/// <summary>Asks a company's provider whether somebody whom it let in may still be in, and as what, by a refresh token (OpenID Connect Core 1.0, section 12).</summary>
internal sealed partial class CompanyProvider(CompanySignIn company, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<CompanyProvider> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<Confirmation> Renew(string subject, string renewal)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await Ask(subject, renewal, options.Get(CompanySignIn.Scheme), patience.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or SecurityTokenException or InvalidOperationException)
        {
            LogUnheard(e.Message);
            return new Unheard();
        }
    }

    private async Task<Confirmation> Ask(string subject, string renewal, OpenIdConnectOptions settings, CancellationToken ct)
    {
        var metadata = settings.ConfigurationManager ?? throw new InvalidOperationException("The provider is not set up.");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string?>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = renewal,
            ["client_id"] = settings.ClientId,
            ["client_secret"] = settings.ClientSecret,
        });
        using var answer = await settings.Backchannel.PostAsync((await metadata.GetConfigurationAsync(ct)).TokenEndpoint, form, ct);
        var said = await answer.Content.ReadFromJsonAsync<Answer>(ct) ?? throw new JsonException("It is empty.");
        if (said.Error == "invalid_grant")
            return new Denied();
        answer.EnsureSuccessStatusCode();
        // A provider may confirm without telling anew who it is.
        return said.IdToken is null ? new Confirmed(said.RefreshToken, null) : await Read(subject, said.IdToken, said.RefreshToken, settings);
    }

    private async Task<Confirmation> Read(string subject, string token, string? renewal, OpenIdConnectOptions settings)
    {
        var rules = settings.TokenValidationParameters.Clone();
        rules.ConfigurationManager = settings.ConfigurationManager as BaseConfigurationManager;
        var read = await settings.TokenHandler.ValidateTokenAsync(token, rules);
        if (!read.IsValid)
            throw new SecurityTokenException("Its identity token is not valid.", read.Exception);
        var user = new ClaimsPrincipal(read.ClaimsIdentity);
        return user.FindFirstValue("sub") == subject && company.PersonOf(user) is { } person ? new Confirmed(renewal, person) : new Denied();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The company's provider did not say whether a session may go on: {Reason}")]
    private partial void LogUnheard(string reason);

    private sealed record Answer
    {
        [JsonPropertyName("error")]
        public string? Error { get; init; }

        [JsonPropertyName("id_token")]
        public string? IdToken { get; init; }

        [JsonPropertyName("refresh_token")]
        public string? RefreshToken { get; init; }
    }
}

/// <summary>What a provider says of a session.</summary>
internal abstract record Confirmation
{
    private protected Confirmation()
    {
    }
}

/// <param name="Renewal">What to ask by next time; null: as before.</param>
/// <param name="Person">As which the person is known now; null: it was not told.</param>
internal sealed record Confirmed(string? Renewal, Person? Person) : Confirmation;

/// <summary>It is over.</summary>
internal sealed record Denied : Confirmation;

/// <summary>Nothing that could be understood.</summary>
internal sealed record Unheard : Confirmation;

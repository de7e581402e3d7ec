using System.CommandLine;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace FleetWatch.ServiceDefaults.Access;

/// <summary><c>keys create</c>, <c>keys list</c>, <c>keys revoke</c>: the same for every service that has <see cref="ApiAccess"/>.</summary>
public static class KeyCommands
{
    /// <param name="services">The service's own services, built when a command runs.</param>
    /// <param name="scopes">What a new key may do unless the command says otherwise.</param>
    public static Command For(Func<IServiceProvider> services, params string[] scopes) =>
        new("keys", "Create, list and revoke the API keys of this service.")
        {
            Create(services, scopes),
            List(services),
            Revoke(services),
        };

    private static Command Create(Func<IServiceProvider> services, string[] defaultScopes)
    {
        var organisation = new Option<string>("--organisation") { Description = "Whose data the key opens.", Required = true };
        var source = new Option<string>("--source") { Description = "Who will use it, 1 to 64 characters.", Required = true };
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"What it may do: {string.Join(", ", Scopes.All)}. May be given more than once.",
            DefaultValueFactory = _ => defaultScopes,
            AllowMultipleArgumentsPerToken = true,
        };
        scopes.AcceptOnlyFromAmong([.. Scopes.All]);
        organisation.Validators.Add(result =>
        {
            if (!OrganisationId.IsValid(result.GetValueOrDefault<string>()))
                result.AddError($"--organisation: {OrganisationId.Rule}");
        });
        source.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: >= 1 and <= 64 })
                result.AddError("--source: 1 to 64 characters.");
        });
        var plain = new Option<bool>("--plain") { Description = "Print the key and nothing else, for scripts." };
        var command = new Command("create", "Create a key. It is shown this once and cannot be shown again.") { organisation, source, scopes, plain };
        command.SetAction(async (parsed, ct) =>
        {
            var token = KeyToken.Create();
            var key = new ApiKey
            {
                Id = token.Id,
                Organisation = parsed.GetRequiredValue(organisation),
                Source = parsed.GetRequiredValue(source),
                Scopes = parsed.GetRequiredValue(scopes),
                SecretHash = token.Hash(),
                CreatedAt = services().GetRequiredService<TimeProvider>().GetUtcNow(),
            };
            await Save(services(), key, ct);
            Console.WriteLine(parsed.GetValue(plain)
                ? token.Reveal()
                : $"Key {key.Id} of {key.Organisation} for {key.Source}, scopes {string.Join(", ", key.Scopes)}.\nShown this once:\n\n  {token.Reveal()}\n");
            return 0;
        });
        return command;
    }

    private static Command List(Func<IServiceProvider> services)
    {
        var organisation = new Option<string?>("--organisation") { Description = "Only this organisation's keys." };
        var command = new Command("list", "List keys, without their secrets.") { organisation };
        command.SetAction(async (parsed, ct) =>
        {
            await using var session = services().GetRequiredService<IDocumentStore>().QuerySession();
            var wanted = parsed.GetValue(organisation);
            var keys = await session.Query<ApiKey>().Where(key => wanted == null || key.Organisation == wanted).ToListAsync(ct);
            Console.WriteLine("KEY           ORGANISATION  SOURCE  SCOPES  CREATED  REVOKED");
            foreach (var key in keys.OrderBy(key => key.CreatedAt))
                Console.WriteLine($"{key.Id}  {key.Organisation}  {key.Source}  {string.Join(',', key.Scopes)}  {key.CreatedAt:u}  {key.RevokedAt?.ToString("u") ?? "-"}");
            return 0;
        });
        return command;
    }

    private static Command Revoke(Func<IServiceProvider> services)
    {
        var id = new Argument<string>("key") { Description = "The key's id, as `keys list` shows it (12 characters; not the whole key)." };
        var command = new Command("revoke", "Revoke a key; running services stop taking it within seconds.") { id };
        command.SetAction(async (parsed, ct) =>
        {
            await using var session = services().GetRequiredService<IDocumentStore>().QuerySession();
            if (await session.LoadAsync<ApiKey>(parsed.GetRequiredValue(id), ct) is not { } key)
            {
                await Console.Error.WriteLineAsync("There is no key with that id; `keys list` shows those that there are.");
                return 1;
            }
            await Save(services(), key with { RevokedAt = key.RevokedAt ?? services().GetRequiredService<TimeProvider>().GetUtcNow() }, ct);
            Console.WriteLine($"Key {key.Id} of {key.Organisation} for {key.Source} is revoked.");
            return 0;
        });
        return command;
    }

    private static async Task Save(IServiceProvider services, ApiKey key, CancellationToken ct)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession();
        session.Store(key);
        await session.SaveChangesAsync(ct);
    }
}

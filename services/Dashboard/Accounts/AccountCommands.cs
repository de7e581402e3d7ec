using System.CommandLine;
using System.Security.Cryptography;
using FleetWatch.ServiceDefaults.Access;
using Marten;

namespace FleetWatch.Dashboard.Accounts;

/// <summary><c>accounts create</c>, <c>accounts list</c>, <c>accounts disable</c>.</summary>
internal static class AccountCommands
{
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int PasswordLength = 16;

    public static Command For(Func<IServiceProvider> services) =>
        new("accounts", "Create, list and disable the people who sign in with a password.") { Create(services), List(services), Disable(services) };

    private static Command Create(Func<IServiceProvider> services)
    {
        var name = new Option<string>("--name") { Description = "What is typed to sign in, 1 to 128 characters.", Required = true };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Trim() is not { Length: >= 1 and <= 128 })
                result.AddError("--name: 1 to 128 characters.");
        });
        var role = new Option<string>("--role") { Description = $"What the person may do: {string.Join(", ", Roles.All)}.", Required = true };
        role.AcceptOnlyFromAmong([.. Roles.All]);
        var organisation = new Option<string>("--organisation") { Description = "Whose fleet they see.", Required = true };
        organisation.Validators.Add(result =>
        {
            if (!OrganisationId.IsValid(result.GetValueOrDefault<string>()))
                result.AddError($"--organisation: {OrganisationId.Rule}");
        });
        var regions = new Option<string[]>("--region") { Description = "Regions that a technician is limited to; without it, all.", AllowMultipleArgumentsPerToken = true };
        var plain = new Option<bool>("--plain") { Description = "Print the password and nothing else, for scripts." };
        var command = new Command("create", "Create an account, or give one a new password. The password is shown this once.") { name, role, organisation, regions, plain };
        command.SetAction(async (parsed, ct) =>
        {
            var password = RandomNumberGenerator.GetString(PasswordAlphabet, PasswordLength);
            var account = new Account
            {
                Id = Account.IdOf(parsed.GetRequiredValue(name)),
                Name = parsed.GetRequiredValue(name).Trim(),
                Organisation = parsed.GetRequiredValue(organisation),
                Role = parsed.GetRequiredValue(role),
                Regions = parsed.GetValue(regions) ?? [],
                PasswordHash = Account.Hash(password),
                CreatedAt = services().GetRequiredService<TimeProvider>().GetUtcNow(),
            };
            await services().GetRequiredService<AccountBook>().Save(account, ct);
            Console.WriteLine(parsed.GetValue(plain) ? password : $"{account.Name}, {account.Role} of {account.Organisation}. Password, shown this once:\n\n  {password}\n");
            return 0;
        });
        return command;
    }

    private static Command List(Func<IServiceProvider> services)
    {
        var command = new Command("list", "List the accounts.");
        command.SetAction(async (_, ct) =>
        {
            await using var session = services().GetRequiredService<IDocumentStore>().QuerySession();
            foreach (var account in await session.Query<Account>().OrderBy(account => account.Id).ToListAsync(ct))
                Console.WriteLine($"{account.Name}  {account.Role}  {account.Organisation}  {string.Join(',', account.Regions)}  {(account.DisabledAt is null ? "" : "disabled")}");
            return 0;
        });
        return command;
    }

    private static Command Disable(Func<IServiceProvider> services)
    {
        var name = new Argument<string>("name") { Description = "Whose account." };
        var command = new Command("disable", "Let a person in no more.") { name };
        command.SetAction(async (parsed, ct) =>
        {
            var accounts = services().GetRequiredService<AccountBook>();
            if (await accounts.Find(parsed.GetRequiredValue(name), ct) is not { } account)
            {
                await Console.Error.WriteLineAsync($"There is no account {parsed.GetRequiredValue(name)}.");
                return 1;
            }
            await accounts.Save(account with { DisabledAt = services().GetRequiredService<TimeProvider>().GetUtcNow() }, ct);
            Console.WriteLine($"{account.Name} may not sign in any more.");
            return 0;
        });
        return command;
    }
}

using System.CommandLine;
using FleetWatch.Contracts;
using FleetWatch.ServiceDefaults.Access;
using Marten;

namespace FleetWatch.Ingest.Organisations;

/// <summary><c>organisations create</c> and <c>organisations list</c>.</summary>
internal static class OrganisationCommands
{
    public static Command For(Func<IServiceProvider> services) =>
        new("organisations", "Create and list the organisations whose fleets are watched.") { Create(services), List(services) };

    private static Command Create(Func<IServiceProvider> services)
    {
        var id = new Option<string>("--id") { Description = "Its id: " + OrganisationId.Rule, Required = true };
        id.Validators.Add(result =>
        {
            if (!OrganisationId.IsValid(result.GetValueOrDefault<string>()))
                result.AddError("--id: " + OrganisationId.Rule);
        });
        var name = new Option<string>("--name") { Description = "Its name, 1 to 128 characters.", Required = true };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { Length: >= 1 and <= 128 })
                result.AddError("--name: 1 to 128 characters.");
        });
        var zone = new Option<string>("--time-zone")
        {
            Description = "IANA time zone in which its weeks begin, for example Asia/Shanghai.",
            DefaultValueFactory = _ => "Etc/UTC",
        };
        zone.Validators.Add(result =>
        {
            if (!TimeZones.IsIana(result.GetValueOrDefault<string>()))
                result.AddError("--time-zone: not an IANA time zone, for example Asia/Shanghai.");
        });
        var command = new Command("create", "Create an organisation, or say that it is there already; Analysis opens its queue within seconds.")
        {
            id, name, zone,
        };
        command.SetAction((parsed, ct) => Register(services(), new OrganisationRegistered
        {
            Organisation = parsed.GetRequiredValue(id),
            Name = parsed.GetRequiredValue(name),
            TimeZone = parsed.GetRequiredValue(zone),
            At = services().GetRequiredService<TimeProvider>().GetUtcNow(),
        }, ct));
        return command;
    }

    private static async Task<int> Register(IServiceProvider services, OrganisationRegistered registered, CancellationToken ct)
    {
        await using var session = services.GetRequiredService<IDocumentStore>().LightweightSession(registered.Organisation);
        if (await session.LoadAsync<Organisation>(registered.Organisation, ct) is { } known)
        {
            Console.WriteLine($"{known.Id} is there already: {known.Registered.Name}, {known.Registered.TimeZone}.");
            return 0;
        }
        session.Insert(new Organisation(registered.Organisation, registered));
        session.Events.StartStream(Organisation.Stream(registered.Organisation), registered);
        await session.SaveChangesAsync(ct);
        Console.WriteLine($"Created {registered.Organisation}: {registered.Name}, {registered.TimeZone}.");
        return 0;
    }

    private static Command List(Func<IServiceProvider> services)
    {
        var command = new Command("list", "List the organisations.");
        command.SetAction(async (_, ct) =>
        {
            await using var session = services().GetRequiredService<IDocumentStore>().QuerySession();
            foreach (var known in await session.Query<Organisation>().OrderBy(organisation => organisation.Id).ToListAsync(ct))
                Console.WriteLine($"{known.Id}  {known.Registered.Name}  {known.Registered.TimeZone}  {known.Registered.At:u}");
            return 0;
        });
        return command;
    }
}

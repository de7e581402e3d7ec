using System.CommandLine;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Posting;

/// <summary>The options of every command that posts to an Ingest.</summary>
internal static class IngestOptions
{
    public const string KeyVariable = "FLEETWATCH_INGEST_KEY";

    public static Option<Uri> To() => Address("--to", Texts.Of("ingest-to"), required: true);

    /// <summary>An option that takes an http or https address.</summary>
    public static Option<Uri> Address(string name, string description, bool required) => new(name)
    {
        Description = description,
        Required = required,
        HelpName = "http://host:port",
        CustomParser = given =>
        {
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" })
                return address;
            given.AddError(Texts.Of("no-address", given.Tokens[0].Value, name));
            return null;
        },
    };

    public static Option<string?> Key() => new("--key") { Description = Texts.Of("ingest-key", KeyVariable) };

    /// <summary>The key as given, or from the environment: there it is in no list of processes.</summary>
    /// <exception cref="UnusableInputException">Neither.</exception>
    public static string KeyOf(string? given) => given ?? Environment.GetEnvironmentVariable(KeyVariable)
        ?? throw new UnusableInputException(Texts.Of("ingest-no-key", KeyVariable));
}

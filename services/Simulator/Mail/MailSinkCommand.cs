using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using FleetWatch.Simulator.Console;

namespace FleetWatch.Simulator.Mail;

/// <summary><c>fleetwatch mail-sink</c>: takes mail instead of a real mail server, and shows it.</summary>
internal static class MailSinkCommand
{
    public static Command Create(Screen screen)
    {
        var port = new Option<int>("--port") { Description = Texts.Of("mail-port"), DefaultValueFactory = _ => 2525 };
        var listen = new Option<IPAddress>("--listen")
        {
            Description = Texts.Of("mail-listen"),
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = given => IPAddress.TryParse(given.Tokens[0].Value, out var address) ? address : Refused(given),
        };
        var folder = new Option<string>("--folder") { Description = Texts.Of("mail-folder"), Required = true, HelpName = "folder" };
        var quiet = new Option<bool>("--quiet") { Description = Texts.Of("mail-quiet") };
        var fault = new Option<MailFault>("--fault") { Description = Texts.Of("mail-fault"), DefaultValueFactory = _ => MailFault.None };
        var command = new Command("mail-sink", Texts.Of("mail-sink")) { port, listen, folder, quiet, fault };
        command.SetAction((given, ct) => RunAsync(screen, new MailSinkOptions
        {
            Port = given.GetValue(port),
            Address = given.GetRequiredValue(listen),
            Folder = given.GetRequiredValue(folder),
            Fault = given.GetValue(fault),
        }, given.GetValue(quiet), ct));
        return command;
    }

    private static async Task<int> RunAsync(Screen screen, MailSinkOptions options, bool quiet, CancellationToken ct)
    {
        try
        {
            await using var sink = MailSink.Start(options, screen.Clock, quiet ? null : (mail, path) => screen.Say(Line(mail, path)));
            screen.Say(Texts.Of("mail-listening", sink.Port, options.Folder));
            await Task.Delay(Timeout.InfiniteTimeSpan, screen.Clock, ct).ContinueWith(_ => { }, TaskScheduler.Default);
            screen.Say(Texts.Of("mail-stopped", sink.Received.Count));
            return ExitCode.Done;
        }
        catch (SocketException taken)
        {
            throw new UnusableInputException(Texts.Of("mail-port-taken", options.Port, taken.Message));
        }
    }

    private static IPAddress Refused(ArgumentResult given)
    {
        given.AddError(Texts.Of("mail-not-an-address", given.Tokens[0].Value));
        return IPAddress.Loopback;
    }

    private static string Line(ReceivedMail mail, string? path) =>
        Texts.Of("mail-arrived", string.Join(", ", mail.Recipients), mail.Subject(), Path.GetFileName(path));
}

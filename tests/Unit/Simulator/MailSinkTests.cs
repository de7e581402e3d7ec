using System.Net.Sockets;
using System.Text;
using FleetWatch.Simulator.Mail;
using MailKit.Net.Smtp;
using MimeKit;
using Xunit;

namespace FleetWatch.Unit.Simulator;

public sealed class MailSinkTests
{
    private static readonly string[] TwoRecipients = ["one@example.org", "two@example.org"];

    [Fact]
    public async Task Keeps_what_a_real_client_sends()
    {
        await using var sink = Sink();
        using var client = await Client(sink);

        await client.SendAsync(Mail("站点 S00019 磁场干扰:请检查收银台附近的磁性物品和其他电子设备", ".one dot\r\n..two dots\r\n.\r\nend"));
        await client.DisconnectAsync(quit: true);

        var mail = Assert.Single(sink.Received);
        Assert.Equal("desk@example.org", mail.Sender);
        Assert.Equal(TwoRecipients, mail.Recipients);
        Assert.Equal("站点 S00019 磁场干扰:请检查收银台附近的磁性物品和其他电子设备", mail.Subject());
        var read = await MimeMessage.LoadAsync(new MemoryStream(mail.Content));
        Assert.Equal(".one dot\r\n..two dots\r\n.\r\nend", read.TextBody!.TrimEnd().ReplaceLineEndings("\r\n"));
    }

    [Fact]
    public async Task Takes_several_mails_over_one_connection()
    {
        await using var sink = Sink();
        using var client = await Client(sink);

        foreach (var subject in new[] { "one", "two", "three" })
            await client.SendAsync(Mail(subject, "body"));

        Assert.Equal(["one", "two", "three"], sink.Received.Select(mail => mail.Subject()));
    }

    [Fact]
    public async Task Told_to_refuse_for_now_it_answers_451_and_keeps_nothing()
    {
        await using var sink = Sink(MailFault.Later);
        using var client = await Client(sink);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail("s", "b")));

        Assert.Equal(451, (int)refused.StatusCode);
        Assert.Empty(sink.Received);
    }

    [Fact]
    public async Task Told_to_refuse_it_answers_550_to_the_recipient()
    {
        await using var sink = Sink(MailFault.Never);
        using var client = await Client(sink);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail("s", "b")));

        Assert.Equal((550, SmtpErrorCode.RecipientNotAccepted), ((int)refused.StatusCode, refused.ErrorCode));
    }

    [Theory]
    [InlineData("Drop", 0)]
    [InlineData("Forget", 1)]
    public async Task Told_to_hang_up_it_does(string fault, int kept)
    {
        await using var sink = Sink(Enum.Parse<MailFault>(fault));
        using var client = await Client(sink);

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Mail("s", "b")));

        Assert.Equal(kept, sink.Received.Count);
    }

    [Fact]
    public async Task Takes_pipelined_commands_and_undoes_dots()
    {
        await using var sink = Sink();

        var said = await Say(sink, "EHLO me\r\nMAIL FROM:<a@b> SIZE=12\r\nRCPT TO:<c@d>\r\nRSET\r\nMAIL FROM:<a@b>\r\nRCPT TO:<e@f>\r\nDATA\r\n"
            + "Subject: x\r\n\r\n..dot\r\n.\r\nNOOP\r\nQUIT\r\n");

        Assert.Equal(["220", "250", "250", "250", "250", "250", "250", "354", "250", "250", "221"], Codes(said));
        var mail = Assert.Single(sink.Received);
        Assert.Equal("Subject: x\r\n\r\n.dot\r\n", Encoding.UTF8.GetString(mail.Content));
        Assert.Equal(["e@f"], mail.Recipients);
    }

    [Theory]
    [InlineData("MAIL FROM:<a@b>\r\nQUIT\r\n", "503")]
    [InlineData("EHLO me\r\nRCPT TO:<a@b>\r\nQUIT\r\n", "503")]
    [InlineData("EHLO me\r\nMAIL FROM:<a@b>\r\nDATA\r\nQUIT\r\n", "503")]
    [InlineData("EHLO me\r\nMAIL FROM:nobody\r\nQUIT\r\n", "501")]
    [InlineData("EHLO me\r\nMAIL FROM:<a@b> SIZE=99999999\r\nQUIT\r\n", "552")]
    [InlineData("STARTTLS\r\nQUIT\r\n", "500")]
    public async Task Answers_what_is_out_of_order_or_not_known(string commands, string code)
    {
        await using var sink = Sink();

        Assert.Contains(code, Codes(await Say(sink, commands)));
    }

    [Fact]
    public async Task A_mail_that_is_too_large_is_refused_and_the_next_one_taken()
    {
        await using var sink = MailSink.Start(new MailSinkOptions { MaximalBytes = 1000 }, TimeProvider.System);

        var said = await Say(sink, "EHLO me\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n"
            + string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 40)) + ".\r\n"
            + "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nsmall\r\n.\r\nQUIT\r\n");

        Assert.Equal("552", Codes(said)[5]);
        Assert.Equal("small\r\n", Encoding.UTF8.GetString(Assert.Single(sink.Received).Content));
    }

    [Fact]
    public async Task Writes_each_mail_to_a_file_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;
        await using (var sink = MailSink.Start(new MailSinkOptions { Folder = folder }, TimeProvider.System))
        {
            using var client = await Client(sink);
            await client.SendAsync(Mail("one", "b"));
            await client.SendAsync(Mail("two", "b"));
        }

        Assert.Equal(2, Directory.GetFiles(folder, "*.eml").Length);
        Assert.Empty(Directory.GetFiles(folder, "*.part"));
        Directory.Delete(folder, recursive: true);
    }

    private static MailSink Sink(MailFault fault = MailFault.None) => MailSink.Start(new MailSinkOptions { Fault = fault }, TimeProvider.System);

    private static async Task<SmtpClient> Client(MailSink sink)
    {
        var client = new SmtpClient();
        await client.ConnectAsync("127.0.0.1", sink.Port, MailKit.Security.SecureSocketOptions.None);
        return client;
    }

    private static MimeMessage Mail(string subject, string body)
    {
        var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = body } };
        mail.From.Add(new MailboxAddress("Desk", "desk@example.org"));
        mail.To.AddRange(TwoRecipients.Select(to => new MailboxAddress("", to)));
        return mail;
    }

    private static async Task<string> Say(MailSink sink, string commands)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", sink.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(commands));
        return await new StreamReader(stream).ReadToEndAsync();
    }

    private static string[] Codes(string said) =>
        [.. said.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => line[3] == ' ').Select(line => line[..3])];
}

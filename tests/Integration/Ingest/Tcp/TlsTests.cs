using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetWatch.Support;
using Xunit;

namespace FleetWatch.Integration.Ingest.Tcp;

public sealed class TlsTests(Servers servers) : IClassFixture<Servers>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleetwatch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Only_a_switch_with_a_known_certificate_is_let_in()
    {
        using var server = Certificate("localhost");
        using var known = Certificate("switch");
        using var stranger = Certificate("stranger");
        File.WriteAllText(In("server.pem"), server.ExportCertificatePem());
        File.WriteAllText(In("server.key"), server.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()); // it was made with one
        await using var ingest = await FeedTests.Start(servers, "tls", ("Feeds:Listeners:main:Answers", "true"),
            ("Feeds:Listeners:main:Tls:Certificate", In("server.pem")), ("Feeds:Listeners:main:Tls:CertificateKey", In("server.key")),
            ("Feeds:Listeners:main:Tls:ClientCertificates:0", known.GetCertHashString(HashAlgorithmName.SHA256)));

        Assert.Equal("0810", await Asked(ingest.Port("main"), known));
        Assert.Null(await Asked(ingest.Port("main"), stranger));
        Assert.Null(await Asked(ingest.Port("main"), null));
    }

    private static async Task<string?> Asked(int port, X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var encrypted = new SslStream(client.GetStream());
        try
        {
            await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                ClientCertificates = certificate is null ? [] : [certificate],
                RemoteCertificateValidationCallback = (_, presented, _, _) => presented?.Subject == "CN=localhost",
            });
            using var peer = new SwitchPeer(encrypted, client);
            await peer.Send(SwitchPeer.Echo(1));
            return (await peer.Answer())?.Mti;
        }
        catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
        {
            return null;
        }
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }

    private string In(string name) => Path.Combine(_folder, name);
}

using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FleetWatch.Iso8583.Framing;
using FleetWatch.Iso8583.Privacy;
using FleetWatch.Iso8583.Tables;
using FleetWatch.ServiceDefaults.Access;
using Microsoft.Extensions.Options;

namespace FleetWatch.Ingest.Tcp;

/// <summary>Finds everything that is wrong with the feeds' settings before anything is listened to.</summary>
internal sealed class FeedSettingsCheck : IValidateOptions<FeedSettings>
{
    private const int Sha256Digits = 64;

    public ValidateOptionsResult Validate(string? name, FeedSettings options)
    {
        List<string> errors = [];
        if (options.CardTokenKey is { } key && !IsKey(key))
            errors.Add($"Feeds:CardTokenKey: not base 64 of at least {CardTokens.ShortestKey} bytes.");
        foreach (var (listener, feed) in options.Listeners)
            errors.AddRange(Errors(feed).Select(error => $"Feeds:Listeners:{listener}:{error}"));
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(FeedOptions feed)
    {
        foreach (var error in Annotated(feed))
            yield return error;
        if (feed.Organisation.Length > 0 && !OrganisationId.IsValid(feed.Organisation))
            yield return "Organisation: " + OrganisationId.Rule;
        if (!IPAddress.TryParse(feed.Address, out _))
            yield return "Address: not an IP address.";
        if (feed.Framing == FrameLength.Unknown)
            yield return "Framing: TwoBytes, FourBytes or FourDigits.";
        if (!TimeZones.IsIana(feed.TimeZone))
            yield return "TimeZone: not an IANA time zone.";
        foreach (var error in TableErrors(feed.Table).Concat(feed.Tls is { } tls ? TlsErrors(tls) : []))
            yield return error;
    }

    private static List<string> Annotated(object checkedOne)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(checkedOne, new ValidationContext(checkedOne), results, validateAllProperties: true);
        return [.. results.Select(result => $"{string.Join(',', result.MemberNames)}: {result.ErrorMessage}")];
    }

    private static List<string> TableErrors(string table)
    {
        try
        {
            FeedTables.Load(table);
            return [];
        }
        catch (FieldTableException wrong)
        {
            return [.. wrong.Errors.Select(error => $"Table: {error}")];
        }
        catch (IOException unreadable)
        {
            return [$"Table: neither one of {string.Join(", ", ReadyTables.Names)} nor a file that can be read: {unreadable.Message}"];
        }
    }

    private static List<string> TlsErrors(FeedTls tls)
    {
        var errors = Annotated(tls).Select(error => $"Tls:{error}").ToList();
        errors.AddRange(tls.ClientCertificates.Where(print => print.Length != Sha256Digits || !print.All(char.IsAsciiHexDigit))
            .Select(_ => $"Tls:ClientCertificates: not {Sha256Digits} hexadecimal digits."));
        if (errors.Count > 0)
            return errors;
        try
        {
            X509Certificate2.CreateFromPemFile(tls.Certificate, tls.CertificateKey).Dispose();
            return [];
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return [$"Tls:Certificate: {unusable.Message}"];
        }
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length >= CardTokens.ShortestKey;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace FleetWatch.Incidents;

/// <summary>Names of incidents: short enough to be read out over the telephone, and the same again after a replay.</summary>
public static class IncidentId
{
    private const int Length = 12;

    /// <summary>Crockford's base 32: no i, l, o or u, which are misread.</summary>
    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>The incident that a finding opens: <c>i-</c> and 60 bits of the SHA-256 of whose it is and its id, in base 32.</summary>
    public static string Of(string organisation, string findingId)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{organisation}/{findingId}"));
        return string.Create(Length + 2, hash, static (name, bits) =>
        {
            name[0] = 'i';
            name[1] = '-';
            for (var n = 0; n < Length; n++)
                name[n + 2] = Digits[bits[n] & 31];
        });
    }

    /// <summary>The incident's stream.</summary>
    public static string Stream(string incidentId) => $"incident/{incidentId}";
}

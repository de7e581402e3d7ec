using System.Globalization;
using FleetWatch.Contracts;
using FleetWatch.Iso8583.Codes;

namespace FleetWatch.Explaining.Refusals;

/// <summary>
/// What refusals are judged by, all of it data: how probable each cause is by the code alone (<c>codes.csv</c>), how much a
/// witness speaks for or against it (<c>witnesses.csv</c>), where a cause sits (<c>causes.csv</c>), how often a family of
/// refusals comes on an ordinary day (<c>families.csv</c>), and which scheme's codes a card's refusals follow (<c>schemes.csv</c>).
/// </summary>
internal static class RefusalTables
{
    private const string Any = "*";

    private static readonly Dictionary<(string Scheme, string Code, string Entry), CodeRow> Codes =
        TableFile.Rows("codes.csv").ToDictionary(row => (row[0], row[1], row[2]), row => new CodeRow(row[3], Weights(row[4])));

    private static readonly Dictionary<string, CauseRow> ByCause =
        TableFile.Rows("causes.csv").ToDictionary(row => row[0], row => new CauseRow(row[0], row[1], row[2], Enum.Parse<BankCall>(row[3], ignoreCase: true)));

    private static readonly Dictionary<(string Witness, string Target), double> Factors =
        TableFile.Rows("witnesses.csv").ToDictionary(row => (row[0], row[1]), row => double.Parse(row[2], CultureInfo.InvariantCulture));

    private static readonly Dictionary<string, (double Everyday, double Concerned)> Families = TableFile.Rows("families.csv")
        .ToDictionary(row => row[0], row => (double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture)));

    private static readonly List<string[]> Schemes = TableFile.Rows("schemes.csv");

    public static IEnumerable<CauseRow> Causes => ByCause.Values;

    public static IEnumerable<string> Witnesses => Factors.Keys.Select(key => key.Witness).Distinct();

    public static IEnumerable<CodeRow> AllCodes => Codes.Values;

    public static IEnumerable<string> Targets => Factors.Keys.Select(key => key.Target).Distinct();

    /// <summary>Whose meanings the codes of this card follow; by its first digits, for events do not say.</summary>
    public static string SchemeOf(string? bin) =>
        Schemes.Find(row => bin?.StartsWith(row[0], StringComparison.Ordinal) == true)?[1] ?? ResponseCodes.Standard;

    /// <summary>The row of a failure's code: the scheme's own before the standard's, its entry kind's before that of any.</summary>
    public static CodeRow Code(TransactionFailed failure, string scheme)
    {
        var code = failure.ErrorCode ?? failure.ResponseCode ?? Any;
        var entry = EntryKind(failure.EntryMode);
        return Find(scheme, code, entry) ?? Find(ResponseCodes.Standard, code, entry) ?? ByFamily(failure.ResponseCode, scheme)
            ?? Codes[(ResponseCodes.Standard, Any, Any)];
    }

    /// <summary>How the card was read: manual, stripe, fallback, chip, contactless, code, remote or unknown.</summary>
    public static string EntryKind(string? entryMode) => EntryModes.Find(ResponseCodes.Standard, entryMode ?? "")?.Kind ?? "unknown";

    public static CauseRow Cause(string cause) => ByCause[cause];

    /// <summary>By how much a witness makes a cause more (above 1) or less (below 1) probable.</summary>
    public static double Factor(EvidenceFact witness, string cause) => Factors.TryGetValue((witness.Code, cause), out var own) ? own
        : Factors.GetValueOrDefault((witness.Code, "@" + ByCause[cause].Seat), 1);

    public static IEnumerable<string> CodesOf(string family) => Codes.Where(code => code.Value.Family == family).Select(code => code.Key.Code);

    /// <summary>Refusals of a family for each attempt on an ordinary day.</summary>
    public static double Everyday(string family) => Families[family].Everyday;

    /// <summary>Which share of all attempts a trouble of the family can strike, 0 to 1: a dirty stripe reader strikes no chip.</summary>
    public static double Concerned(string family) => Families[family].Concerned;

    private static CodeRow? Find(string scheme, string code, string entry) =>
        Codes.GetValueOrDefault((scheme, code, entry)) ?? Codes.GetValueOrDefault((scheme, code, Any));

    private static CodeRow? ByFamily(string? code, string scheme) => code is null || ResponseCodes.Find(scheme, code) is not { } known ? null
        : Codes.GetValueOrDefault((ResponseCodes.Standard, $"family:{known.Family}".ToLowerInvariant(), Any));

    private static (string, double)[] Weights(string causes) => [.. causes.Split(' ').Select(one => one.Split(':'))
        .Select(one => (one[0], double.Parse(one[1], CultureInfo.InvariantCulture)))];
}

/// <param name="Family">Refusals of one family mean the same trouble.</param>
/// <param name="Causes">How probable each cause is where nothing else is known; they need not add up to one.</param>
internal sealed record CodeRow(string Family, (string Cause, double Weight)[] Causes);

/// <param name="Cause">One of <see cref="Contracts.Causes"/>, or <c>bank-decision</c>.</param>
/// <param name="Seat">Where it sits: card, terminal, site and so on; witnesses speak of seats.</param>
/// <param name="Tell">Public name of the audience.</param>
/// <param name="Call">Whether a bank must be called, and which.</param>
internal sealed record CauseRow(string Cause, string Seat, string Tell, BankCall Call);

/// <summary>Who must call which bank about a refusal.</summary>
public enum BankCall
{
    /// <summary>No bank can help.</summary>
    Nobody,

    /// <summary>The card's bank.</summary>
    Issuer,

    /// <summary>The merchant's own bank or payment company.</summary>
    Acquirer,

    /// <summary>Only the cardholder is told anything by the card's bank.</summary>
    Holder,
}

using FleetWatch.Contracts;

namespace FleetWatch.Quality.Yardsticks;

/// <summary>
/// What an operator would write rules about: codes that go together, and the cause that a rule of theirs at a scope would be named after.
/// Generous to the yardsticks: it is made with the causes in view. It shares nothing with the detector's own tables.
/// </summary>
internal sealed record FailureClass(string Name, string[] Codes, Dictionary<ScopeKind, string> Causes)
{
    public static IReadOnlyList<FailureClass> All { get; } =
    [
        new("network", ["no-signal", "connect-timeout", "response-timeout"], new()
        {
            [ScopeKind.Terminal] = "network-drops", [ScopeKind.Site] = "site-network", [ScopeKind.CarrierRegion] = "carrier-outage", [ScopeKind.Region] = "weather",
        }),
        new("stripe", ["mag-read-error"], new() { [ScopeKind.Terminal] = "reader-fault", [ScopeKind.Site] = "magnetic-interference" }),
        new("chip", ["chip-read-error"], new() { [ScopeKind.Terminal] = "reader-fault" }),
        new("contactless", ["contactless-read-error"], new() { [ScopeKind.Terminal] = "reader-fault" }),
        new("pinpad", ["pinpad-error", "99", "A0"], new() { [ScopeKind.Terminal] = "pinpad-fault" }),
        new("software", ["software-error", "30", "12", "40"], new() { [ScopeKind.Terminal] = "app-frozen", [ScopeKind.Version] = "outdated-software" }),
        new("issuer", ["91", "96", "68", "92"], new() { [ScopeKind.Issuer] = "issuer-outage" }),
        new("merchant", ["03", "58"], new() { [ScopeKind.Merchant] = "merchant-account" }),
        new("unknown", ["97", "89"], new() { [ScopeKind.Terminal] = "not-registered" }),
        new("pin", ["55", "75", "38"], new() { [ScopeKind.Terminal] = "operator-error" }),
        new("limit", ["61", "13", "65"], new() { [ScopeKind.Merchant] = "transaction-limit" }),
        new("expired", ["54", "33"], new() { [ScopeKind.Terminal] = "clock-wrong" }),
        new("invalid", ["14", "15"], new() { [ScopeKind.Terminal] = "card-entry" }),
        new("permitted", ["57", "62"], new() { [ScopeKind.Terminal] = "unsupported-card", [ScopeKind.Issuer] = "cross-region" }),
        new("suspicious", ["59", "34", "04", "07"], new() { [ScopeKind.Merchant] = "fraud-risk" }),
    ];

    public static FailureClass? Of(TransactionFailed failure) => All.FirstOrDefault(one => one.Codes.Contains(failure.ErrorCode ?? failure.ResponseCode));
}

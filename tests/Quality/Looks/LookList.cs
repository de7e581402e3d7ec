using FleetWatch.Contracts;

namespace FleetWatch.Quality.Looks;

/// <summary>What the field says that each cause may look like, one line each.</summary>
internal static class LookList
{
    private const double Morning = 9;
    private const double Noon = 10.5;
    private static readonly (int, int) Night = (23, 1);

    public static IReadOnlyList<Look> All { get; } =
    [
        new("a bank's PINs are all wrong", Spot.OneIssuer, ["55"], Causes.IssuerOutage, 0.9, Noon, 2),
        new("a bank honours none of its cards", Spot.OneIssuer, ["05"], Causes.IssuerOutage, 1, Noon, 2),
        new("a bank does not honour half of its cards", Spot.OneIssuer, ["05"], Causes.IssuerOutage, 0.6, Noon, 2),
        new("a bank answers too late", Spot.OneIssuer, ["68", "98"], Causes.IssuerOutage, 0.8, Noon, 2),
        new("a bank does not answer", Spot.OneIssuer, ["response-timeout"], Causes.IssuerOutage, 0.8, Noon, 2),
        new("a bank's system errors", Spot.OneIssuer, ["06"], Causes.IssuerOutage, 0.8, Noon, 2),
        new("a bank takes no message as it is", Spot.OneIssuer, ["12", "30"], Causes.IssuerOutage, 0.8, Noon, 4),
        new("a bank's keys are lost", Spot.OneIssuer, ["63", "A0"], Causes.IssuerOutage, 0.8, Noon, 2),
        new("no route to a bank", Spot.OneIssuer, ["92"], Causes.IssuerOutage, 0.8, Noon, 2),
        new("a bank's cards run out at once", Spot.OneIssuer, ["54"], Causes.CardExpired, 0.3, Noon, 30),
        new("a bank's numbers are unknown since a table changed", Spot.OneIssuer, ["14", "56", "15"], Causes.UnsupportedCard, 0.8, Noon, 8),
        new("a bank's cards are taken nowhere", Spot.OneIssuer, ["15", "31"], Causes.UnsupportedCard, 0.95, Noon, 8),
        new("a bank's cards are permitted nowhere", Spot.OneIssuer, ["57"], Causes.UnsupportedCard, 0.7, Noon, 8),
        new("a bank's numbers are being tried", Spot.OneIssuer, ["59", "34"], Causes.FraudRisk, 0.5, Noon, 8),
        new("a bank refuses its cards away from home", Spot.OneIssuerAway, ["62", "57", "05", "01"], Causes.CrossRegion, 0.9, 8, 40),
        new("a bank works at night, and says 96", Spot.OneIssuer, ["96"], Causes.BankMaintenance, 1, 0, 60, Night),
        new("a switch closes its day, and says 90", Spot.Fleet, ["90"], Causes.BankMaintenance, 1, 0, 60, (0, 1)),
        new("a switch works before midnight, and says 90", Spot.Fleet, ["90"], Causes.BankMaintenance, 1, 0, 60, (23, 0)),
        new("a switch works at night, and says 96", Spot.Fleet, ["96"], Causes.BankMaintenance, 1, 0, 60, Night),
        new("a switch knows no bank", Spot.Fleet, ["31", "20"], Causes.AcquirerOutage, 1, Noon, 1),
        new("a third of all is not answered", Spot.Fleet, ["response-timeout"], Causes.AcquirerOutage, 0.3, Noon, 1),
        new("a tenth of all fails at the host", Spot.Fleet, ["96", "68"], Causes.AcquirerOutage, 0.1, Noon, 2),
        new("no way on from a wired carrier", Spot.Wired, ["92"], Causes.CarrierOutage, 1, Noon, 1),
        new("a carrier is slow all day", Spot.Carrier, ["response-timeout"], Causes.NetworkCongestion, 0.15, 10, 6),
        new("a carrier is slow in one evening", Spot.Carrier, ["response-timeout", "connect-timeout"], Causes.NetworkCongestion, 0.3, 18, 3),
        new("a site is slow in the evening", Spot.Site, ["response-timeout", "connect-timeout"], Causes.NetworkCongestion, 0.4, 0, 60, (17, 21)),
        new("an old version's messages are wrong", Spot.OldVersion, ["30", "12"], Causes.OutdatedSoftware, 0.15, Morning, 48),
        new("an old version's keys have run out", Spot.OldVersion, ["A0", "99"], Causes.OutdatedSoftware, 1, Morning, 10),
        new("an old version reads no new cards held to it", Spot.OldVersion, ["contactless-read-error"], Causes.OutdatedSoftware, 0.5, Morning, 30, EntryMode: "07"),
        new("an old version does not know a bank", Spot.OneIssuerOnOldVersion, ["14", "57"], Causes.OutdatedSoftware, 0.9, Morning, 48),
        new("an old version is no longer admitted", Spot.OldVersion, ["58", "97"], Causes.OutdatedSoftware, 0.8, Morning, 10),
        new("the newest version's messages are wrong", Spot.NewestVersion, ["30"], Causes.OutdatedSoftware, 0.3, Morning, 10),
        new("the newest version reads chips badly", Spot.NewestVersion, ["chip-read-error"], Causes.OutdatedSoftware, 0.3, Morning, 10, EntryMode: "05"),
        new("a magnet at a site", Spot.Site, ["mag-read-error"], Causes.MagneticInterference, 0.6, Morning, 30, EntryMode: "02"),
        new("interference with cards held to the readers of a site", Spot.Site, ["contactless-read-error"], Causes.MagneticInterference, 0.5, Morning, 30, EntryMode: "07"),
        new("chips fail at a whole site", Spot.Site, ["chip-read-error"], Causes.ReaderFault, 0.4, Morning, 30, EntryMode: "05"),
        new("a reader reads wrong numbers", Spot.Terminal, ["14"], Causes.ReaderFault, 0.8, 8, 30, EntryMode: "02"),
        new("a terminal must sign on", Spot.Terminal, ["22", "77", "78"], Causes.AppFrozen, 1, Noon, 5),
        new("a terminal's messages are not authentic", Spot.Terminal, ["99", "A0"], Causes.AppFrozen, 1, Noon, 5),
        new("a terminal hangs in every way", Spot.Terminal, ["software-error", "response-timeout", "22"], Causes.AppFrozen, 0.8, Noon, 5),
        new("a PIN pad's keys are wrong", Spot.Terminal, ["55", "99", "A0"], Causes.PinPadFault, 0.5, 8, 30),
        new("a terminal's date is wrong", Spot.Terminal, ["54"], Causes.ClockWrong, 0.5, 8, 30),
        new("a terminal is unknown", Spot.Terminal, ["97"], Causes.NotRegistered, 1, 8, 10),
        new("a terminal is unknown, said otherwise", Spot.Terminal, ["89", "C1", "58"], Causes.NotRegistered, 1, 8, 10),
        new("a terminal is too far from its antenna", Spot.Terminal, [Look.NoAnswer], Causes.NetworkDrops, 0.15, 8, 30),
        new("bad cards at one terminal", Spot.Terminal, ["04", "34", "59", "41", "43"], Causes.FraudRisk, 0.2, Morning, 30),
        new("copied stripes at a merchant's", Spot.Merchant, ["59", "34"], Causes.FraudRisk, 0.4, Morning, 30, EntryMode: "02"),
        new("a merchant is not valid", Spot.Merchant, ["03"], Causes.MerchantAccount, 1, Morning, 10),
        new("a merchant's account is frozen, said by its cards", Spot.Merchant, ["57", "58"], Causes.MerchantAccount, 0.9, Morning, 10),
        new("a merchant's account is short", Spot.Merchant, ["12", "51"], Causes.MerchantAccount, 0.9, Morning, 10),
        new("a merchant's limit is low", Spot.Merchant, ["61", "13"], Causes.TransactionLimit, 0.3, Morning, 30),
        new("a merchant's contract lacks a bank", Spot.OneIssuerAtMerchant, ["57", "40"], Causes.UnsupportedCard, 0.9, Morning, 60),
    ];
}

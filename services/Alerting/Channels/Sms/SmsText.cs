using FleetWatch.Alerting.Pages;

namespace FleetWatch.Alerting.Channels.Sms;

/// <summary>
/// What a text message costs. In the GSM 7-bit alphabet (3GPP TS 23.038) one part holds 160 characters, or 153 where there are several; a single
/// character outside of it, and all of it is UCS-2: 70, or 67.
/// </summary>
internal static class SmsText
{
    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /// <summary>These take two places each.</summary>
    private const string Extended = "\f^{}\\[~]|€";

    public static bool IsGsm(string text) => text.All(c => Basic.Contains(c, StringComparison.Ordinal) || Extended.Contains(c, StringComparison.Ordinal));

    /// <summary>How many parts it is sent as.</summary>
    public static int Parts(string text)
    {
        var (units, one, many) = IsGsm(text) ? (text.Sum(c => Extended.Contains(c, StringComparison.Ordinal) ? 2 : 1), 160, 153) : (text.Length, 70, 67);
        return units <= one ? 1 : (units + many - 1) / many;
    }

    /// <summary>The short form with the link behind it, whole, in so many parts at most: what does not fit is cut from the words.</summary>
    public static string Of(PageContent page, int parts)
    {
        var tail = page.Actions.Count > 0 ? $" {page.Actions[0].Url}" : "";
        var words = Plain(page.Short);
        var ellipsis = IsGsm(words) ? "..." : "…";
        // The measure is the number of parts of the whole, so that the alphabet is chosen by what is really sent.
        return PageCut.Text(words, parts, text => Parts(text + tail), ellipsis) + tail;
    }

    /// <summary>Typography that would cost the small alphabet, as plain characters.</summary>
    private static string Plain(string text) => text.Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('–', '-').Replace('\u00a0', ' ');
}

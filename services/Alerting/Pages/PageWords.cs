using System.Resources;
using FleetWatch.Explaining;

namespace FleetWatch.Alerting.Pages;

/// <summary>The words of pages and trails: what Alerting alone says, and what everyone says of causes and findings.</summary>
internal static class PageWords
{
    private static readonly ResourceManager Own = new("FleetWatch.Alerting.Pages.Texts", typeof(PageWords).Assembly);

    public static Words For(string language, string timeZone) => Words.For(language, timeZone, Own);
}

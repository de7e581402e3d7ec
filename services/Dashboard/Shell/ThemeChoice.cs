namespace FleetWatch.Dashboard.Shell;

/// <summary>Light, dark, or as the reader's system has it: a cookie, so that the first paint is right.</summary>
internal static class ThemeChoice
{
    public const string Light = "light";
    public const string Dark = "dark";
    public const string System = "system";

    private const string Cookie = "fleetwatch-theme";

    public static IReadOnlyList<string> All { get; } = [System, Light, Dark];

    public static string Of(HttpContext http) => http.Request.Cookies[Cookie] is { } chosen && All.Contains(chosen) ? chosen : System;

    /// <summary>The one after this, for a button that goes through them.</summary>
    public static string Next(string theme) => All[(All.ToList().IndexOf(theme) + 1) % All.Count];

    public static void Remember(HttpContext http, string theme) =>
        http.Response.Cookies.Append(Cookie, theme, new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true });
}

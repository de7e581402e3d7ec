using MudBlazor;

namespace FleetWatch.Dashboard.Shell;

/// <summary>Colours with a contrast of at least 4.5 : 1 for text (WCAG 2.2, 1.4.3), light and dark; the system's own letters, for nothing is loaded from elsewhere.</summary>
internal static class FleetTheme
{
    private static readonly string[] Letters =
        ["system-ui", "-apple-system", "Segoe UI", "Roboto", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b57a4",
            AppbarBackground = "#10243d",
            AppbarText = "#ffffff",
            Background = "#f4f6f9",
            Surface = "#ffffff",
            DrawerBackground = "#ffffff",
            TextPrimary = "#16202c",
            TextSecondary = "#4a5766",
            Success = "#1b6e3c",
            Warning = "#8a5300",
            Error = "#b3261e",
            Info = "#0b57a4",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab8f0",
            PrimaryContrastText = "#0c1724",
            AppbarBackground = "#0c1724",
            AppbarText = "#e8eef5",
            Background = "#121a24",
            Surface = "#1b2633",
            DrawerBackground = "#172230",
            DrawerText = "#dbe4ee",
            TextPrimary = "#e8eef5",
            TextSecondary = "#b3c0ce",
            Success = "#7ed09a",
            Warning = "#f2b45c",
            Error = "#ff9b92",
            Info = "#8ab8f0",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Letters, FontSize = "0.95rem" } },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "220px" },
    };
}

using System.Globalization;
using FleetWatch.Alerting.Channels.Alertmanager;
using FleetWatch.Alerting.Channels.DingTalk;
using FleetWatch.Alerting.Channels.Email;
using FleetWatch.Alerting.Channels.Feishu;
using FleetWatch.Alerting.Channels.Http;
using FleetWatch.Alerting.Channels.PagerDuty;
using FleetWatch.Alerting.Channels.Slack;
using FleetWatch.Alerting.Channels.Sms;
using FleetWatch.Alerting.Channels.Teams;
using FleetWatch.Alerting.Channels.Webhook;
using FleetWatch.Alerting.Channels.WeCom;
using FleetWatch.Alerting.Configuration;
using FleetWatch.Alerting.Deliveries;
using FleetWatch.Alerting.Desk;
using FleetWatch.Alerting.Escalations;
using FleetWatch.Alerting.Findings;
using FleetWatch.Alerting.Links;
using FleetWatch.Alerting.Pages;
using FleetWatch.Alerting.Ratings;
using FleetWatch.Alerting.Rota;
using FleetWatch.Alerting.Routes;
using FleetWatch.Alerting.Silences;
using FleetWatch.Alerting.Store;
using FleetWatch.Alerting.Watch;
using FleetWatch.Incidents;
using FleetWatch.ServiceDefaults;
using FleetWatch.ServiceDefaults.Access;
using Microsoft.Extensions.Options;

namespace FleetWatch.Alerting;

/// <summary>Who is told, how, and how hard it is tried.</summary>
internal static class AlertingSetup
{
    public const string IncidentsSection = "Alerting:Incidents";

    /// <summary>The whole service but what every service has.</summary>
    public static IHostApplicationBuilder AddAlerting(this IHostApplicationBuilder builder) =>
        builder.AddApiAccess().AddAlertingStore().AddPages().AddFindings().AddDesk().AddOnCall();

    public static WebApplication MapAlerting(this WebApplication app)
    {
        app.Use(async (http, next) =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(ReaderLanguage.Of(http.Request.Headers.AcceptLanguage));
            await next(http);
        });
        app.MapOpenApi();
        app.MapIncidents();
        app.MapIncidentWork();
        app.MapConfiguration();
        app.MapRota();
        app.MapSilences();
        app.MapRoutes();
        app.MapDeliveries();
        app.MapRatings();
        app.MapLinks();
        return app;
    }

    private static IHostApplicationBuilder AddOnCall(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Configurations>().AddSingleton<ConfigurationDesk>().AddSingleton<SilenceDesk>().AddSingleton<RotaView>().AddSingleton<RouteTrials>()
            .AddSingleton<DueDecisions>().AddSingleton<RotaWatch>();
        builder.Services.AddHostedService<DueSweep>();
        return builder;
    }

    private static IHostApplicationBuilder AddPages(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<IncidentSettings>().Bind(builder.Configuration.GetSection(IncidentsSection)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<IncidentSettings>, RouteCheck>();
        services.AddOptions<DeliverySettings>().Bind(builder.Configuration.GetSection(DeliverySettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PageSettings>().Bind(builder.Configuration.GetSection(PageSettings.Section));
        services.AddEmail(builder.Configuration)
            .AddWebhook(builder.Configuration)
            .AddSms(builder.Configuration)
            .AddHttpChannel<SlackChannel>(builder.Configuration, "slack")
            .AddHttpChannel<TeamsChannel>(builder.Configuration, "teams")
            .AddHttpChannel<WeComChannel>(builder.Configuration, "wecom")
            .AddHttpChannel<DingTalkChannel>(builder.Configuration, "dingtalk")
            .AddHttpChannel<FeishuChannel>(builder.Configuration, "feishu")
            .AddHttpChannel<PagerDutyChannel>(builder.Configuration, "pagerduty")
            .AddHttpChannel<AlertmanagerChannel>(builder.Configuration, "alertmanager");
        services.AddWatch(builder.Configuration).AddLinks(builder.Configuration);
        services.AddSingleton<MessageWriter>().AddSingleton<AlertingMetrics>();
        services.AddSingleton<DeliverySignal>().AddSingleton<DeliveryQueue>();
        services.AddHostedService<DeliverySweep>().AddHostedService<LevelWatch>();
        return builder;
    }
}

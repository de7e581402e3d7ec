using FleetWatch.Dashboard.Store;
using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace FleetWatch.Dashboard.Reports;

/// <summary>One row a subscription and week: that its mail is due, and how far it has come.</summary>
internal static class ReportMailTable
{
    public static void Register(StoreOptions options)
    {
        var table = new Table(new PostgresqlObjectName(DashboardStore.Schema, "report_mail", SchemaUtils.IdentifierUsage.General));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn("subscription_id", "uuid").AsPrimaryKey();
        table.AddColumn<string>("week").AsPrimaryKey();
        table.AddColumn<string>("state").NotNull();
        table.AddColumn("due_at", "timestamptz").NotNull();
        table.AddColumn("next_at", "timestamptz").NotNull();
        table.AddColumn("attempts", "integer").NotNull();
        table.AddColumn("done_at", "timestamptz");
        table.AddColumn("error", "varchar");
        options.Storage.ExtendedSchemaObjects.Add(table);
    }
}

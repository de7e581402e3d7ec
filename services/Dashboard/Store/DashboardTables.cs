using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace FleetWatch.Dashboard.Store;

/// <summary>Tables that are written in bulk, or without Marten. What each holds is told in this service's README.</summary>
internal static class DashboardTables
{
    public static void Register(StoreOptions options)
    {
        foreach (var table in (Table[])[CookieKeys(), CompanySessions(), Events(), Terminals(), TerminalHours(), TerminalHourFailures(), FleetHours(), TakenBatches(), Gaps()])
            options.Storage.ExtendedSchemaObjects.Add(table);
    }

    private static Table CookieKeys()
    {
        var table = new Table(Named("cookie_key"));
        table.AddColumn<string>("name").AsPrimaryKey();
        table.AddColumn<string>("xml").NotNull();
        return table;
    }

    /// <summary>Sessions that a company's provider opened, and by what it is asked whether they go on.</summary>
    private static Table CompanySessions()
    {
        var table = new Table(Named("company_session"));
        table.AddColumn<string>("session_id").AsPrimaryKey();
        table.AddColumn<string>("subject").NotNull();
        table.AddColumn("renewal", "varchar");
        table.AddColumn("asked_at", "timestamptz").NotNull();
        table.AddColumn("confirmed_at", "timestamptz").NotNull();
        return table;
    }

    /// <summary>Failures, faults, starts and changes of software, each once; pruned by age.</summary>
    private static Table Events()
    {
        var table = new Table(Named("event"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("terminal_id").AsPrimaryKey();
        table.AddColumn("occurred_at", "timestamptz").AsPrimaryKey();
        table.AddColumn<string>("event_id").AsPrimaryKey();
        table.AddColumn("received_at", "timestamptz").NotNull();
        table.AddColumn<string>("type").NotNull();
        foreach (var column in (string[])["code", "bin", "card_ref"])
            table.AddColumn(column, "varchar");
        table.AddColumn("data", "jsonb").NotNull();
        table.Indexes.Add(new IndexDefinition("event_id") { Columns = ["organisation", "event_id"] });
        table.Indexes.Add(new IndexDefinition("event_received") { Columns = ["organisation", "received_at"] });
        table.Indexes.Add(new IndexDefinition("event_card") { Columns = ["organisation", "card_ref", "received_at"], Predicate = "card_ref is not null" });
        table.Indexes.Add(new IndexDefinition("event_bin") { Columns = ["organisation", "bin", "received_at"], Predicate = "bin is not null" });
        return table;
    }

    /// <summary>The registry, and how each terminal is used to be heard.</summary>
    private static Table Terminals()
    {
        var table = new Table(Named("terminal"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("terminal_id").AsPrimaryKey();
        table.AddColumn("record", "jsonb");
        foreach (var column in (string[])["site_id", "merchant_id", "version", "region"])
        {
            table.AddColumn(column, "varchar");
            table.Indexes.Add(new IndexDefinition($"terminal_{column}") { Columns = ["organisation", column] });
        }
        table.AddColumn("retired", "boolean").NotNull().DefaultValueByExpression("false");
        table.AddColumn("first_heard_at", "timestamptz");
        table.AddColumn("last_heard_at", "timestamptz");
        table.AddColumn("usual_gap_seconds", "float8");
        table.AddColumn("usual_hours", "integer").NotNull().DefaultValueByExpression("0");
        table.AddColumn("counts", "boolean").NotNull().DefaultValueByExpression("false");
        return table;
    }

    private static Table TerminalHours()
    {
        var table = new Table(Named("terminal_hour"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("terminal_id").AsPrimaryKey();
        table.AddColumn("hour", "timestamptz").AsPrimaryKey();
        foreach (var column in (string[])["attempts", "approvals", "failures", "silent_minutes"])
            table.AddColumn(column, "integer").NotNull();
        table.AddColumn("heard", "integer"); // Hours of earlier releases have none.
        table.Indexes.Add(new IndexDefinition("terminal_hour_hour") { Columns = ["organisation", "hour"] });
        return table;
    }

    private static Table TerminalHourFailures()
    {
        var table = new Table(Named("terminal_hour_failure"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("terminal_id").AsPrimaryKey();
        table.AddColumn("hour", "timestamptz").AsPrimaryKey();
        table.AddColumn<string>("code").AsPrimaryKey();
        table.AddColumn<string>("currency").AsPrimaryKey();
        table.AddColumn("failures", "integer").NotNull();
        table.AddColumn("amount_minor", "bigint").NotNull();
        table.Indexes.Add(new IndexDefinition("terminal_hour_failure_hour") { Columns = ["organisation", "hour"] });
        return table;
    }

    private static Table FleetHours()
    {
        var table = new Table(Named("fleet_hour"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn("hour", "timestamptz").AsPrimaryKey();
        table.AddColumn<string>("currency").AsPrimaryKey();
        foreach (var column in (string[])["attempts", "approvals", "failures", "amount_minor"])
            table.AddColumn(column, "bigint").NotNull();
        return table;
    }

    /// <summary>Messages whose content is in the tables: one that is delivered again counts for nothing.</summary>
    private static Table TakenBatches()
    {
        var table = new Table(Named("taken_batch"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn("batch_id", "uuid").AsPrimaryKey();
        table.AddColumn("at", "timestamptz").NotNull();
        return table;
    }

    /// <summary>Times of which nothing was heard: the bus or Ingest was away, or the queue overflowed.</summary>
    private static Table Gaps()
    {
        var table = new Table(Named("feed_gap"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn("from_at", "timestamptz").AsPrimaryKey();
        table.AddColumn("until_at", "timestamptz").NotNull();
        return table;
    }

    private static PostgresqlObjectName Named(string name) => new(DashboardStore.Schema, name, SchemaUtils.IdentifierUsage.General);
}

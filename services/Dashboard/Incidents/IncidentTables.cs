using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace FleetWatch.Dashboard.Incidents;

/// <summary>The incidents' own tables: what was heard, and what follows from it, ready to be searched.</summary>
internal static class IncidentTables
{
    public static void Register(StoreOptions options, string schema)
    {
        options.Storage.ExtendedSchemaObjects.Add(Heard(schema));
        options.Storage.ExtendedSchemaObjects.Add(Incidents(schema));
    }

    private static Table Heard(string schema)
    {
        var table = new Table(Named(schema, "incident_event"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("incident_id").AsPrimaryKey();
        table.AddColumn("event_id", "uuid").AsPrimaryKey();
        table.AddColumn("sent_at", "timestamptz").NotNull();
        table.AddColumn("body", "jsonb").NotNull();
        return table;
    }

    /// <summary>Everything that is filtered by is a word of one index, so that any combination is found by it.</summary>
    private static Table Incidents(string schema)
    {
        var table = new Table(Named(schema, "incident"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("incident_id").AsPrimaryKey();
        table.AddColumn("opened_at", "timestamptz").NotNull();
        table.AddColumn("last_sent_at", "timestamptz").NotNull();
        table.AddColumn("lasts", "boolean").NotNull();
        table.AddColumn("words", "tsvector").NotNull();
        table.AddColumn("body", "jsonb").NotNull();
        table.Indexes.Add(new IndexDefinition("incident_opened") { Columns = ["organisation", "opened_at", "incident_id"] });
        table.Indexes.Add(new IndexDefinition("incident_lasts") { Columns = ["organisation", "opened_at"], Predicate = "lasts" });
        table.Indexes.Add(new IndexDefinition("incident_words") { Columns = ["words"], Method = IndexMethod.gin });
        return table;
    }

    private static PostgresqlObjectName Named(string schema, string name) => new(schema, name, SchemaUtils.IdentifierUsage.General);
}

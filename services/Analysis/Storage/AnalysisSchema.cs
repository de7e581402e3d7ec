using FleetWatch.ServiceDefaults.Access;
using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Functions;
using Weasel.Postgresql.Tables;

namespace FleetWatch.Analysis.Storage;

/// <summary>What Analysis keeps beside Marten's own tables, created and migrated by Marten with them.</summary>
internal static class AnalysisSchema
{
    public const string Name = "analysis";

    public static void Register(StoreOptions store)
    {
        store.UseApiKeys();
        EventKind.Map(store);
        store.Events.EnableUniqueIndexOnEventId = true;
        foreach (var table in (Table[])[Epochs(), Log(), Checkpoints(), Unpublished(), OpenFindings(), RegisteredTerminals(), Replays()])
            store.Storage.ExtendedSchemaObjects.Add(table);
        store.Storage.ExtendedSchemaObjects.Add(new Function(Named("begin_step"), BeginStep.Definition));
    }

    /// <summary>Which activation may write for an organisation: it rises by one with every activation.</summary>
    private static Table Epochs()
    {
        var table = new Table(Named("fleet_epoch"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<long>("epoch").NotNull();
        return table;
    }

    /// <summary>One row a step: what the core was fed, and which events of the streams belong to it.</summary>
    private static Table Log()
    {
        var table = new Table(Named("step_log"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<long>("step").AsPrimaryKey();
        table.AddColumn("at", "timestamptz").NotNull();
        table.AddColumn("first_seq", "bigint");
        table.AddColumn("last_seq", "bigint");
        table.AddColumn("fed", "bytea").NotNull();
        return table;
    }

    /// <summary>The state after a step, in parts: nothing before that step has to be read again.</summary>
    private static Table Checkpoints()
    {
        var table = new Table(Named("checkpoint"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<long>("step").AsPrimaryKey();
        table.AddColumn<int>("part").AsPrimaryKey();
        table.AddColumn("state", "bytea").NotNull();
        return table;
    }

    /// <summary>Findings that are committed and not yet confirmed by the broker.</summary>
    private static Table Unpublished()
    {
        var table = new Table(Named("unpublished_finding"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<long>("seq_id").AsPrimaryKey();
        return table;
    }

    private static Table OpenFindings()
    {
        var table = new Table(Named("open_finding"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("finding_id").AsPrimaryKey();
        return table;
    }

    /// <summary>The registry, for whoever reads streams.</summary>
    private static Table RegisteredTerminals()
    {
        var table = new Table(Named("registered_terminal"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn<string>("terminal_id").AsPrimaryKey();
        table.AddColumn("site_id", "varchar");
        table.AddColumn("record", "jsonb").NotNull();
        table.Indexes.Add(new IndexDefinition("registered_terminal_site") { Columns = ["organisation", "site_id"] });
        return table;
    }

    /// <summary>The latest replay of each organisation.</summary>
    private static Table Replays()
    {
        var table = new Table(Named("replay"));
        table.AddColumn<string>("organisation").AsPrimaryKey();
        table.AddColumn("replay", "jsonb").NotNull();
        return table;
    }

    private static PostgresqlObjectName Named(string name) => new(Name, name, SchemaUtils.IdentifierUsage.General);
}

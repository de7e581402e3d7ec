using Marten;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace FleetWatch.Dashboard.Store;

/// <summary>Tables that are written in bulk, or without Marten.</summary>
internal static class DashboardTables
{
    public static void Register(StoreOptions options)
    {
        options.Storage.ExtendedSchemaObjects.Add(CookieKeys());
    }

    private static Table CookieKeys()
    {
        var table = new Table(Named("cookie_key"));
        table.AddColumn<string>("name").AsPrimaryKey();
        table.AddColumn<string>("xml").NotNull();
        return table;
    }

    private static PostgresqlObjectName Named(string name) => new(DashboardStore.Schema, name, SchemaUtils.IdentifierUsage.General);
}

namespace FleetWatch.Analysis.Storage;

/// <summary>
/// The first half of a step's transaction, in one call: the fence, the versions of all touched streams, the sequence numbers, and
/// the step's own rows. The second half is one binary COPY into <c>mt_events</c>.
/// </summary>
internal static class BeginStep
{
    /// <summary>SQLSTATE: another activation has taken over; this one must write nothing more.</summary>
    public const string Fenced = "FW001";

    /// <summary>SQLSTATE: this very step was committed before; only its answer was lost.</summary>
    public const string Committed = "FW002";

    /// <summary>First key of the advisory locks that a writer shares and a successor takes alone; the second names the organisation.</summary>
    public const string LockSpace = "4606036";

    public const string Call = """
        select sequences, versions from analysis.begin_step(@organisation, @epoch, @step, @at, @fed, @events, @terminal_events,
            @streams, @counts, @published, @opened, @closed)
        """;

    // The lock before the epoch: whoever waits for the lock sees the epoch that its holder left behind.
    // Last, where the role may: the rows that this transaction copies next are of streams that it has just written, so their foreign
    // key need not be checked row by row, which costs as much as the rest of the COPY (decision 0010).
    // An upsert and not an update with a join: it costs the same for every stream, whatever the planner believes of the table's size,
    // and gives the versions back in the order of the streams.
    public const string Definition = $"""
        create or replace function analysis.begin_step(p_organisation varchar, p_epoch bigint, p_step bigint, p_at timestamptz, p_fed bytea,
            p_events int, p_terminal_events int, p_streams varchar[], p_counts int[], p_published int[], p_opened varchar[], p_closed varchar[],
            out sequences bigint[], out versions bigint[])
        language plpgsql as $function$
        begin
            perform pg_advisory_xact_lock_shared({LockSpace}, hashtext(p_organisation));
            perform 1 from analysis.fleet_epoch where organisation = p_organisation and epoch = p_epoch;
            if not found then
                raise exception 'Another activation writes for %.', p_organisation using errcode = 'FW001';
            end if;
            perform 1 from analysis.step_log where organisation = p_organisation and step = p_step;
            if found then
                raise exception 'Step % of % is committed already.', p_step, p_organisation using errcode = 'FW002';
            end if;

            if p_events > 0 then
                sequences := array(select nextval('analysis.mt_events_sequence') from generate_series(1, p_events));
                with risen as (
                    insert into analysis.mt_streams as s (tenant_id, id, version, timestamp, created, is_archived)
                    select p_organisation, t.stream, t.more, p_at, p_at, false from unnest(p_streams, p_counts) as t(stream, more)
                    on conflict (tenant_id, id) do update set version = s.version + excluded.version, timestamp = excluded.timestamp
                    returning version
                )
                select array_agg(version) into versions from risen;
            end if;

            insert into analysis.step_log (organisation, step, at, first_seq, last_seq, fed)
            values (p_organisation, p_step, p_at, case when p_terminal_events > 0 then sequences[1] end,
                case when p_terminal_events > 0 then sequences[p_events] end, p_fed);
            insert into analysis.unpublished_finding (organisation, seq_id) select p_organisation, sequences[i + 1] from unnest(p_published) i;
            insert into analysis.open_finding (organisation, finding_id) select p_organisation, f from unnest(p_opened) f on conflict do nothing;
            delete from analysis.open_finding where organisation = p_organisation and finding_id = any(p_closed);

            if current_setting('is_superuser')::boolean then
                perform set_config('session_replication_role', 'replica', true);
            elsif current_setting('server_version_num')::int >= 150000 then
                if has_parameter_privilege('session_replication_role', 'set') then
                    perform set_config('session_replication_role', 'replica', true);
                end if;
            end if;
        end
        $function$;
        """;
}

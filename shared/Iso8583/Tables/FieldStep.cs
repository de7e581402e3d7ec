namespace FleetWatch.Iso8583.Tables;

/// <summary>A rule with what reading needs of it at every message worked out beforehand.</summary>
/// <param name="Rule">The rule; null where the table does not know the field.</param>
/// <param name="PrefixBytes">Bytes of its length prefix.</param>
/// <param name="FixedBytes">Bytes of its value; 0 where it has a prefix.</param>
internal readonly record struct FieldStep(FieldRule? Rule, int PrefixBytes, int FixedBytes)
{
    public static FieldStep Of(FieldRule rule) => new(rule, rule.Prefix.Size, rule.Prefix.Digits > 0 ? 0 : rule.Bytes(rule.Length));
}

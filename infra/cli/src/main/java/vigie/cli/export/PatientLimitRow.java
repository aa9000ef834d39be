package vigie.cli.export;

/**
 * A limit that was set at the bedside for one subject.
 *
 * @param ruleId the rule it replaces the number of
 * @param limit in the metric's canonical unit
 * @param source where it stood, such as {@code item 220046}
 */
public record PatientLimitRow(String ruleId, double limit, String source) {}

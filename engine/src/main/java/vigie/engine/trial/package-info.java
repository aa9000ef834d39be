/**
 * A rule tried on readings that were: {@link vigie.engine.trial.RuleTrial} lets two {@link
 * vigie.engine.AlertLoop}s judge the same readings, by the rules in force and with the candidate
 * among them.
 */
@NullMarked
package vigie.engine.trial;

import org.jspecify.annotations.NullMarked;

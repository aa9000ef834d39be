/**
 * How good the rules are, shown on public data sets: {@link vigie.cli.quality.EngineRun} runs the
 * engine itself over real readings in event time, {@link vigie.cli.quality.RuleOracle} says from
 * the rule's definition what it must find, and {@link vigie.cli.quality.QualityReport} writes down
 * how the two compare. The oracle shares no code with the engine.
 */
@NullMarked
package vigie.cli.quality;

import org.jspecify.annotations.NullMarked;

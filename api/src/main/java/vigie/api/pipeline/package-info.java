/**
 * Whether detection runs as it should (TK-6 and TK-7 of {@code clinical.md} 2.6): {@link
 * vigie.api.pipeline.PipelineWatch} asks AlertJob and the rules twice a minute, {@link
 * vigie.api.pipeline.JobFindings} decides what the operators are alarmed about.
 */
@NullMarked
package vigie.api.pipeline;

import org.jspecify.annotations.NullMarked;

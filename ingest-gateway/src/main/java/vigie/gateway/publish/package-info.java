/** Into Kafka, and only then acknowledged. */
@NullMarked
package vigie.gateway.publish;

import org.jspecify.annotations.NullMarked;

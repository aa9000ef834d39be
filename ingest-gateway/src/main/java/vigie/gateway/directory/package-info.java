/** What must be known of devices and patients, in memory, kept up to date from Kafka. */
@NullMarked
package vigie.gateway.directory;

import org.jspecify.annotations.NullMarked;

/**
 * JUnit extensions that lend the real servers to integration tests: {@link
 * vigie.local.junit.KafkaExtension}, {@link vigie.local.junit.MqttExtension}, {@link
 * vigie.local.junit.DatabaseExtension}, {@link vigie.local.junit.FlinkExtension}. Each server is
 * started at its first use, shared by all test classes of the JVM, and stopped with it; ports are
 * free ones, data lie under the module's {@code target}. Used as a static field:
 *
 * <pre>{@code
 * @RegisterExtension static final KafkaExtension kafka = new KafkaExtension();
 * }</pre>
 */
@NullMarked
package vigie.local.junit;

import org.jspecify.annotations.NullMarked;

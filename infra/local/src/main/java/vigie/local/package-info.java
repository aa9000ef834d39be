/**
 * Starts the real servers as processes of this machine, for the {@code vigie} command and for the
 * integration tests of every module.
 *
 * <p>How a stack is put together (a supervisor does the same with each {@link
 * vigie.local.ServerProcess}):
 *
 * <pre>{@code
 * Ports ports = Ports.of(System.getenv());
 * Secrets secrets = new Secrets(data.resolve("secrets.properties"));
 * var kafka = new KafkaServer(ports, data.resolve("kafka"), logs.resolve("kafka.log"));
 * var mqtt = new MqttServer(ports, data.resolve("mqtt"), logs.resolve("mqtt.log"), secrets);
 * var database = new TimescaleServer(TimescaleInstallation.find(System.getenv()), ports,
 *     data.resolve("postgres"), logs.resolve("timescaledb.log"), secrets);
 * var flink = new FlinkCluster(ports, data.resolve("flink"), logs, jobClassPath,
 *     FlinkSettings.DEFAULT, environment);
 * kafka.process().start(timeout); // or launch() all, then awaitReady(timeout) each
 * flink.ensureRunning(new FlinkJob(name, id, entryClass, arguments, parallelism));
 * }</pre>
 *
 * <ol>
 *   <li>{@link vigie.local.Ports}, {@link vigie.local.Secrets}: what all parts of one stack share.
 *   <li>{@link vigie.local.KafkaServer}, {@link vigie.local.MqttServer}, {@link
 *       vigie.local.TimescaleServer} (found by {@link vigie.local.TimescaleInstallation}), {@link
 *       vigie.local.FlinkCluster}: the servers. {@link vigie.local.TimescaleDatabase#of} and {@code
 *       VIGIE_MQTT_URL} name servers that run elsewhere; then there is nothing to start.
 *   <li>{@link vigie.local.TimescaleDump}, {@link vigie.local.TimescaleReplacement}: a database as
 *       a stream, and one that takes another's place when it is whole.
 *   <li>{@link vigie.local.JavaProgram}: our own programs, ready when their health page says so.
 *   <li>{@link vigie.local.ServerProcess}: one child process, described by a {@link
 *       vigie.local.ServerSpec} with a {@link vigie.local.Readiness}. It dies with the JVM that
 *       started it, however that one ends.
 *   <li>{@link vigie.local.PortTakenException}, {@link vigie.local.ServerFailedException}: what
 *       goes wrong, with the remedy or the end of the log.
 * </ol>
 */
@NullMarked
package vigie.local;

import org.jspecify.annotations.NullMarked;

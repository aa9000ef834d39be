package vigie.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.notify.MessageFiles;
import vigie.api.signin.JwtSettings;
import vigie.intake.Intake;
import vigie.key.MasterKey;

/** Starts the API, and ends it when the process is told to. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Vigie",
            version = "1",
            description =
                "Timelines, alerts and rights of patients under watch. Every access is decided by"
                    + " the patient's rights and recorded. Research software: not for care.",
            license = @License(name = "Apache-2.0")))
@SecurityScheme(
    name = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT")
@SecurityScheme(
    name = "device",
    type = SecuritySchemeType.HTTP,
    scheme = "basic",
    description = "A device's name and secret; good for sending its readings and nothing else")
public final class ApiApplication {
  private static final Logger LOG = LoggerFactory.getLogger(ApiApplication.class);
  // The server has one bound for all routes, and what a device sends is the largest.
  private static final int REQUEST_BYTES_MAX = Intake.PAYLOAD_BYTES_DEFAULT;

  private ApiApplication() {}

  /** Reads the environment and serves until told to end. */
  public static void main(String[] args) throws InterruptedException {
    Instant begun = Instant.now();
    ApiConfig config;
    try {
      config = ApiConfig.of(System.getenv());
      // Said here, where the message is all that is printed.
      MasterKey.read(config.patientKeysFile());
      MessageFiles.check();
    } catch (IllegalArgumentException e) {
      System.err.println("api: " + e.getMessage());
      System.exit(2);
      return;
    }
    ApplicationContext context;
    try {
      context = start(config);
    } catch (RuntimeException e) {
      LOG.error("api cannot start", e);
      System.exit(1);
      return;
    }
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  context.close();
                  ended.countDown();
                },
                "shutdown"));
    LOG.info(
        "api ready url={} start-millis={}",
        context.getBean(EmbeddedServer.class).getURL(),
        Duration.between(begun, Instant.now()).toMillis());
    ended.await();
  }

  /** Starts everything; returns when requests are answered. Close it to end. */
  public static ApplicationContext start(ApiConfig config) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .singletons(config)
            .properties(settings(config))
            .start();
    try {
      context.getBean(StartUp.class).run();
      context.getBean(EmbeddedServer.class).start();
      return context;
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  private static Map<String, Object> settings(ApiConfig config) {
    return Map.ofEntries(
        Map.entry("micronaut.application.name", "vigie-api"),
        Map.entry("micronaut.server.host", config.host()),
        Map.entry("micronaut.server.port", config.port() == 0 ? -1 : config.port()),
        Map.entry("micronaut.server.max-request-size", REQUEST_BYTES_MAX),
        Map.entry("micronaut.security.token.jwt.claims-validators.issuer", JwtSettings.ISSUER),
        Map.entry("micronaut.security.token.jwt.claims-validators.audience", JwtSettings.AUDIENCE),
        Map.entry("micronaut.security.token.cookie.enabled", false),
        // Basic is for devices, and proved by our own sign-in.
        Map.entry("micronaut.security.basic-auth.enabled", false),
        Map.entry("micronaut.security.endpoints.introspection.enabled", false),
        Map.entry("micronaut.serde.serialization.inclusion", "ALWAYS"),
        Map.entry("micronaut.serde.deserialization.ignore-unknown", false),
        // A year's timeline is nearly twenty thousand numbers.
        Map.entry("micronaut.serde.jackson.stream-features.use-fast-double-writer", true),
        Map.entry("micronaut.metrics.export.prometheus.step", "PT10S"),
        Map.entry("endpoints.all.enabled", false),
        Map.entry("endpoints.health.enabled", true),
        Map.entry("endpoints.health.sensitive", false),
        Map.entry("endpoints.health.details-visible", "ANONYMOUS"),
        Map.entry("endpoints.health.disk-space.enabled", false),
        Map.entry("endpoints.prometheus.enabled", true),
        Map.entry("endpoints.prometheus.sensitive", false));
  }
}

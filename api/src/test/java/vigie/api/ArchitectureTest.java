package vigie.api;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class may import a technology only if its name says so. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          // What the annotation processors made has its own ways.
          .withImportOption(location -> !location.contains("/$"))
          .importPackages("vigie.api");

  @Test
  void sqlStandsInJdbcAndTimescaleClasses() {
    forbid(
        Set.of("Jdbc", "Timescale", "StoreException"),
        Set.of("Health"),
        "java.sql..",
        "com.zaxxer..",
        "org.flywaydb..");
  }

  @Test
  void kafkaStandsInKafkaClasses() {
    forbid(Set.of("Kafka"), Set.of(), "org.apache.kafka..");
  }

  @Test
  void mqttStandsInMqttClasses() {
    forbid(Set.of("Mqtt"), Set.of(), "org.eclipse.paho..");
  }

  @Test
  void mustacheStandsInMustacheClasses() {
    forbid(Set.of("Mustache"), Set.of(), "com.samskivert..");
  }

  @Test
  void httpStandsInControllersHandlersAndHealth() {
    noClasses()
        .that(
            are(
                Set.of("Http", "Jwt", "OpenApi"),
                Set.of("Controller", "Handler", "Health", "Application", "Factory")))
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.micronaut..").and(not(resideInAPackage("io.micronaut.serde.."))))
        .check(classes);
  }

  @Test
  void theDecisionIsPure() {
    noClasses()
        .that()
        .haveSimpleName("Access")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..", "vigie.api.access..", "vigie.reading..", "org.jspecify..")
        .check(classes);
  }

  @Test
  void theClockIsReadInMainOnly() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Application")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(classes);
  }

  private void forbid(Set<String> prefixes, Set<String> suffixes, String... packages) {
    noClasses()
        .that(are(prefixes, suffixes))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .check(classes);
  }

  /** Those classes whose name, or whose outermost class's name, does not allow it. */
  private static DescribedPredicate<JavaClass> are(Set<String> prefixes, Set<String> suffixes) {
    return DescribedPredicate.describe(
        "not named " + prefixes + " or " + suffixes,
        type -> {
          String path = type.getName().replaceFirst("\\$.*", "");
          String name = path.substring(path.lastIndexOf('.') + 1);
          return Stream.concat(
                  prefixes.stream().map(name::startsWith), suffixes.stream().map(name::endsWith))
              .noneMatch(Boolean::booleanValue);
        });
  }
}

package vigie.mqttbroker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A class may use a technology only if its name says so; the main wires. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vigie.mqttbroker");

  @Test
  void onlyClassesNamedAfterArtemisAndTheMainUseIt() {
    onlyClassesMatching(
        ".*\\.(Artemis|MqttBroker)[\\w$]*",
        "org.apache.activemq..",
        "io.netty..",
        "javax.security..");
  }

  @Test
  void onlyClassesNamedAfterKafkaUseIt() {
    onlyClassesMatching(".*\\.Kafka[\\w$]*", "org.apache.kafka..");
  }

  @Test
  void onlyClassesNamedAfterTokensReadThem() {
    onlyClassesMatching(".*\\.Jwt[\\w$]*", "com.nimbusds..");
  }

  private static void onlyClassesMatching(String name, String... technologies) {
    noClasses()
        .that()
        .haveNameNotMatching(name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(technologies)
        .check(CLASSES);
  }
}

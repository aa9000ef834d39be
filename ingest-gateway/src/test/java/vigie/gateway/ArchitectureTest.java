package vigie.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.gateway.bench.MqttLoop;

/** A class may import a technology only if its name says so; the main wires everything. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("vigie.gateway");

  @ParameterizedTest
  @CsvSource({
    "org.eclipse.paho.., Mqtt.*",
    "org.apache.kafka.., Kafka.*",
    "io.micrometer.., Micrometer.*",
    "com.sun.net.httpserver.., .*(Handler|Health|Controller)",
    "java.net.., Mqtt.*|.*Handler|GatewayConfig",
  })
  void aTechnologyIsImportedOnlyByClassesNamedAfterIt(String technology, String names) {
    noClasses()
        .that(areNotNamed(names))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(technology)
        .check(classes);
  }

  @Test
  void onlyTheMainsReadTheEnvironmentOrTheWallClock() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(Gateway.class.getName())
        .and()
        .doNotHaveFullyQualifiedName(MqttLoop.class.getName())
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Clock.class, "systemUTC")
        .orShould()
        .callMethod(System.class, "getenv")
        .check(classes);
  }

  @Test
  void callbacksOfTheClientNeverCallBackIntoIt() {
    noClasses()
        .that()
        .implement("org.eclipse.paho.mqttv5.client.MqttCallback")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.eclipse.paho.mqttv5.client.MqttAsyncClient")
        .because("subscribing or waiting inside a callback holds up the client for ever")
        .check(classes);
  }

  private static DescribedPredicate<JavaClass> areNotNamed(String names) {
    return DescribedPredicate.describe(
        "are not named " + names + " and are not the main",
        javaClass -> {
          JavaClass outer = javaClass;
          while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
          }
          return !outer.getSimpleName().matches(names) && !outer.isEquivalentTo(Gateway.class);
        });
  }
}

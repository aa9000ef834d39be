package vigie.connectbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** A class may use a technology only if its name says so; the connector belongs to Connect. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("vigie.connectbench");

  @Test
  void onlyClassesNamedAfterKafkaConnectUseIt() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.KafkaConnect[\\w$]*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "org.apache.camel..")
        .check(CLASSES);
  }
}

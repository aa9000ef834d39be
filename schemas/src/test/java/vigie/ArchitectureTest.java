package vigie;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The domain knows no technology; Avro stays inside the codec package. */
class ArchitectureTest {
  private final JavaClasses classes =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("vigie");

  @Test
  void avroStaysInsideTheCodecPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("vigie.codec..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.avro..", "vigie.codec.avro..")
        .check(classes);
  }

  @Test
  void onlyCataloguesAndTheReaderOfRulesReadJson() {
    noClasses()
        .that()
        .haveNameNotMatching(".*(Catalogue|RuleReader|RuleFields)(\\$.*)?")
        .and()
        .resideOutsideOfPackage("vigie.codec.avro..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(classes);
  }

  @Test
  void nothingReadsTheClock() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(classes);
  }
}

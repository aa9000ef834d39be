package vigie.intake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** Decisions only: no network, no clock, and parsers in classes that say so. */
class ArchitectureTest {
  private final JavaClasses intake =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("vigie.intake");

  @Test
  void itNeedsNothingButItsParsersAndTheRecords() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.io",
            "java.math",
            "java.nio.charset",
            "org.jspecify..",
            "com.fasterxml.jackson.core..",
            "com.github.benmanes.caffeine.cache..",
            "ca.uhn.fhir..",
            "org.hl7.fhir..",
            "vigie..")
        .check(intake);
  }

  @Test
  void onlyClassesNamedAfterItParseJson() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.Json[^.]*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml.jackson..")
        .check(intake);
  }

  @Test
  void onlyClassesNamedAfterItKnowTheModelOfFhir() {
    noClasses()
        .that()
        .haveNameNotMatching(".*\\.Fhir[^.]*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ca.uhn..", "org.hl7..")
        .check(intake);
  }

  @Test
  void timeIsAnArgument() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(intake);
  }

  @Test
  void decodingKnowsNoOtherStepAndChecksKnowOnlyDecoding() {
    noClasses()
        .that()
        .resideInAPackage("vigie.intake.decode")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("vigie.intake", "vigie.intake.check")
        .check(intake);
    noClasses()
        .that()
        .resideInAPackage("vigie.intake.check")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vigie.intake")
        .check(intake);
  }
}

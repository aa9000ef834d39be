package vigie.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A class may import a technology only if its name says so. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("vigie.cli");

  @ParameterizedTest
  @CsvSource({
    "com.hivemq.., Mqtt",
    "com.fasterxml.jackson.., (Json|Http)",
    "com.google.crypto.tink.., Tink",
    "org.apache.commons.csv.., Csv",
    "java.net.http.., Http",
    "com.sun.net.httpserver.., Http",
    "org.subethamail.., Smtp",
    "jakarta.mail.., Smtp",
    "java.sql.., (Sql|Timescale)",
    "org.sqlite.., Sqlite",
    "org.apache.kafka.., Kafka"
  })
  void aTechnologyIsImportedOnlyByClassesNamedAfterIt(String technology, String prefix) {
    noClasses()
        .that()
        .haveNameNotMatching("vigie\\.cli\\.([a-z]+\\.)?" + prefix + "[A-Za-z]*(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(technology)
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({"vigie.cli.export..", "vigie.cli.simulate.."})
  void readersAndSimulatorsDoNotReadTheClock(String pure) {
    noClasses()
        .that()
        .resideInAPackage(pure)
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(CLASSES);
  }
}

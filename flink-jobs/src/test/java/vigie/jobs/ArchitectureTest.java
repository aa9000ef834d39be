package vigie.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** A class may use a technology only if its name says so. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("vigie.jobs");

  @Test
  void onlyClassesNamedSoUseFlink() {
    onlyClassesMatching(
        ".*(\\.(Flink|Kafka)\\w*|(Job|Topology|Function|Sink))(\\$.*)?", "org.apache.flink..");
  }

  @Test
  void onlyClassesNamedSoUseKafka() {
    onlyClassesMatching(".*\\.Kafka[\\w$]*", "org.apache.kafka..");
  }

  @Test
  void onlyClassesNamedAfterTheDatabaseUseSql() {
    onlyClassesMatching(".*\\.Timescale[\\w$]*", "java.sql..");
    onlyClassesMatching(".*\\.Timescale[\\w$]*", "org.postgresql..");
  }

  @Test
  void theJobsDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("vigie.jobs.alert")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vigie.jobs.timeline")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("vigie.jobs.timeline")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("vigie.jobs.alert")
        .check(CLASSES);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)").check(CLASSES);
  }

  private static void onlyClassesMatching(String name, String technology) {
    noClasses()
        .that()
        .haveNameNotMatching(name)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(technology)
        .check(CLASSES);
  }
}

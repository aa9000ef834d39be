package vigie.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A class may use a technology only if its name says so. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("vigie.local");

  @Test
  void onlyClassesNamedAfterKafkaUseIt() {
    onlyClassesMatching(".*\\.Kafka[\\w$]*", "org.apache.kafka..");
  }

  @Test
  void onlyClassesNamedAfterTheDatabaseUseSql() {
    onlyClassesMatching(".*\\.(Timescale|Database|TestDatabases)[\\w$]*", "java.sql..");
    onlyClassesMatching(".*\\.Timescale[\\w$]*", "org.postgresql..");
  }

  @Test
  void onlyClassesNamedAfterJsonUseAParser() {
    onlyClassesMatching(".*\\.Json[\\w$]*", "com.fasterxml..");
  }

  @Test
  void junitStaysInItsPackage() {
    noClasses()
        .that()
        .resideInAPackage("vigie.local")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.junit..", "vigie.local.junit..")
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

package vigie.api.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.ApiClient;
import vigie.api.access.Profession;

/** What an extract says of people who do not exist. */
@Tag("C-25")
class DirectoryFileTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final String NAME = "PS_LibreAcces_Personne_activite_202609230000.txt";
  private static final String SOMEBODY = ApiClient.rpps();

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest(name = "code {0}, specialty {1}, section {2}: {3}")
  @CsvSource({
    "10, '',   '', PHYSICIAN",
    "10, SM54, '', PHYSICIAN",
    "10, SM03, '', PHYSICIAN BIOLOGIST",
    "10, SM66, '', PHYSICIAN BIOLOGIST",
    "10, SM74, '', PHYSICIAN IMAGING",
    "21, '',   A,  PHARMACIST",
    "21, '',   G,  PHARMACIST BIOLOGIST",
    "10, '',   G,  PHYSICIAN",
    "40, '',   '', DENTIST",
    "50, '',   '', MIDWIFE",
    "60, '',   '', NURSE",
    "60, SM03, '', NURSE",
    "69, '',   '', NURSE",
    "70, '',   '', PHYSIOTHERAPIST",
    "80, '',   '', PODIATRIST",
    "95, '',   '', DIETITIAN",
    "98, '',   '', IMAGING",
    "86, '',   '', ''",
    "'', '',   '', ''",
  })
  void aCodeStandsForTheseOfOurProfessions(
      String code, String specialty, String section, String professions) {
    Directory directory =
        read(new DirectoryExtract().with("8", SOMEBODY, "RIVE", code, "C", specialty, section));

    Set<Profession> expected =
        Stream.of(professions.split(" "))
            .filter(word -> !word.isEmpty())
            .map(Profession::valueOf)
            .collect(Collectors.toSet());
    assertThat(directory.professions(SOMEBODY)).isEqualTo(expected);
    for (Profession each : Profession.values()) {
      assertThat(directory.find(SOMEBODY, "Rive", each))
          .isEqualTo(
              expected.contains(each)
                  ? Directory.Finding.FOUND
                  : Directory.Finding.OTHER_PROFESSION);
    }
  }

  @Test
  void everyHealthProfessionOfOursCanBeFound() {
    Set<Profession> found = EnumSet.noneOf(Profession.class);
    ProfessionCodes codes = ProfessionCodes.load();
    for (int code = 10; code < 100; code++) {
      found.addAll(codes.of(Integer.toString(code), "SM03", "G"));
    }

    assertThat(found).isEqualTo(EnumSet.complementOf(EnumSet.of(Profession.OTHER)));
  }

  @ParameterizedTest
  @CsvSource({
    "RIVE,            FOUND",
    "rive,            FOUND",
    "Rivé,            FOUND",
    "' R-I''V E ',    FOUND",
    "RIVES,           OTHER_NAME",
    "DUVAL-OBRECHT,   OTHER_NAME",
    "'',              OTHER_NAME",
  })
  void aNameIsTheSameWithoutCaseAccentsAndHyphens(String lastName, Directory.Finding finding) {
    Directory directory = read(new DirectoryExtract().with(SOMEBODY, "RIVE", "60"));

    assertThat(directory.find(SOMEBODY, lastName, Profession.NURSE)).isEqualTo(finding);
  }

  @Test
  void whoHasNoNumberOfThatKindOrStudiesYetIsNotThere() {
    String student = ApiClient.rpps();
    String publicServant = ApiClient.rpps();
    Directory directory =
        read(
            new DirectoryExtract()
                .with("0", "012345678", "RIVE", "26", "C", "", "")
                .with("0", SOMEBODY, "RIVE", "60", "C", "", "")
                .with("8", "1234", "RIVE", "60", "C", "", "")
                .with("8", student, "RIVE", "10", "E", "", "")
                .with("8", publicServant, "RIVE", "10", "M", "", ""));

    assertThat(directory.find(SOMEBODY, "RIVE", Profession.NURSE))
        .isEqualTo(Directory.Finding.NUMBER_UNKNOWN);
    assertThat(directory.find(student, "RIVE", Profession.PHYSICIAN))
        .isEqualTo(Directory.Finding.NUMBER_UNKNOWN);
    assertThat(directory.find(publicServant, "RIVE", Profession.PHYSICIAN))
        .isEqualTo(Directory.Finding.FOUND);
    assertThat(directory.size()).isEqualTo(1);
  }

  @Test
  void severalLinesOfOnePersonAreOneOfSeveralThousand() {
    DirectoryExtract extract = new DirectoryExtract();
    List<String> numbers = Stream.generate(ApiClient::rpps).limit(5_000).toList();
    for (String code : List.of("60", "50")) {
      numbers.forEach(number -> extract.with(number, name(number), code));
    }

    Directory directory = read(extract);

    assertThat(directory.size()).isEqualTo(5_000);
    assertThat(numbers)
        .allSatisfy(
            number -> {
              assertThat(directory.professions(number))
                  .containsExactlyInAnyOrder(Profession.NURSE, Profession.MIDWIFE);
              assertThat(directory.find(number, name(number), Profession.MIDWIFE))
                  .isEqualTo(Directory.Finding.FOUND);
            });
    assertThat(directory.find(ApiClient.rpps(), "NA", Profession.NURSE))
        .isEqualTo(Directory.Finding.NUMBER_UNKNOWN);
  }

  @Test
  void itsDayIsInItsNameOrElseTheFilesOwn() throws IOException {
    DirectoryExtract extract = new DirectoryExtract().with(SOMEBODY, "RIVE", "60");
    assertThat(read(extract).asOf()).isEqualTo(LocalDate.of(2026, 9, 23));

    for (String name : List.of("ps-libreacces-personne-activite.txt", "x_999999990000.txt")) {
      Path file = extract.write(folder, name);
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-10-31T23:30:00Z")));
      assertThat(DirectoryFile.read(file, PARIS).asOf()).isEqualTo(LocalDate.of(2026, 11, 1));
    }
  }

  @Test
  void theNewerExtractsWithoutSpecialtiesAreReadToo() throws IOException {
    Path file = folder.resolve(NAME);
    Files.writeString(
        file,
        "\uFEFFType d'identifiant PP|Identifiant PP|Code profession|Code catégorie professionnelle"
            + "|Nom d'exercice\n8|%s|10|C|RIVE\n8|%s|10\n\n".formatted(SOMEBODY, SOMEBODY));

    assertThat(DirectoryFile.read(file, PARIS).find(SOMEBODY, "RIVE", Profession.PHYSICIAN))
        .isEqualTo(Directory.Finding.FOUND);
  }

  @Test
  void anotherFileIsRefusedWithTheRemedy() throws IOException {
    assertThatThrownBy(() -> DirectoryFile.read(folder.resolve("none.txt"), PARIS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("VIGIE_DIRECTORY")
        .hasMessageContaining("Personne_activite");
    Path other = folder.resolve("other.txt");
    for (String text : List.of("", "a|b|c\n", "Type d'identifiant PP|Identifiant PP|Nom\n")) {
      Files.writeString(other, text);
      assertThatThrownBy(() -> DirectoryFile.read(other, PARIS))
          .hasMessageContaining("has no column '");
    }
    Path empty =
        new DirectoryExtract().with("0", "1", "RIVE", "26", "C", "", "").write(folder, NAME);
    assertThatThrownBy(() -> DirectoryFile.read(empty, PARIS)).hasMessageContaining("RPPS number");
    Files.write(other, "Prénom d'exercice".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> DirectoryFile.read(other, PARIS)).hasMessageContaining("UTF-8");
  }

  /** One of five. */
  private static String name(String number) {
    return "N" + "ABCDE".charAt(number.charAt(9) % 5);
  }

  private Directory read(DirectoryExtract extract) {
    return DirectoryFile.read(extract.write(folder, NAME), PARIS);
  }
}

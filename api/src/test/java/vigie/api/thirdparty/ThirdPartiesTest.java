package vigie.api.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.thirdparty.ThirdParties.Name;
import vigie.api.thirdparty.ThirdParties.Tie;

@Tag("C-67")
class ThirdPartiesTest {
  private static final ThirdParties OTHERS =
      new ThirdParties(
          List.of(
              new Name("Hélène", "Durand", Tie.SELF),
              new Name("Claire", "Martin", Tie.ACTED),
              new Name("Zoé", "Durand", Tie.NEAR),
              new Name("Jean-Noël", "Le Bœuf", Tie.NEAR),
              new Name("Al", "des Rosiers", Tie.NEAR),
              new Name("Zoé", "Martin", Tie.NEAR),
              new Name("Fleur", "Petit", Tie.KNOWN),
              new Name("Paul", "Martin", Tie.KNOWN),
              new Name("Hélène", "Durand", Tie.KNOWN),
              new Name("A", "Grand", Tie.KNOWN)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // people near the patient: each name, whole words, whatever accents and case
        "seen with Zoé                      | seen with […]                  | 1",
        "SEEN WITH ZOE, zoé's sister        | SEEN WITH […], […]'s sister    | 2",
        "d'Zoé a zoom, Zoéline, zoe2        | d'[…] a zoom, Zoéline, zoe2    | 1",
        "Zoé Durand; Durand Zoé             | […]; […]                       | 2",
        "Jean-Noël, jean noel, Noël         | […], […], […]                  | 3",
        "M. Le Boeuf and LE BŒUF            | M. […] and […]                 | 2",
        "Al des Rosiers, des roses, Rosiers | […], des roses, […]            | 2",
        // names of two letters are words
        "Al came, al dente                  | Al came, al dente              | 0",
        // the patient's own, and those of who acted as a professional
        "Hélène Durand, Mme Durand          | Hélène Durand, Mme Durand      | 0",
        "Dr Martin, Dr Claire Martin        | Dr Martin, Dr Claire Martin    | 0",
        "Zoé Martin and Mrs Martin          | […] and Mrs Martin             | 1",
        // everybody else: both names, or the last one behind a title
        "un petit déjeuner en fleur         | un petit déjeuner en fleur     | 0",
        "Fleur Petit, PETIT FLEUR           | […], […]                       | 2",
        "Mme Petit, Mme Fleur, M.Petit      | Mme […], Mme Fleur, M.[…]      | 2",
        "Paul Martin and M. Paul            | […] and M. Paul                | 1",
        "a grand thing, A. Grand, Mr Grand  | a grand thing, A. Grand, Mr […]| 1"
      })
  void aNameIsTakenOutWhereItIsSomebodyElses(String text, String left, int taken) {
    assertThat(OTHERS.without(text)).isEqualTo(new ThirdParties.Text(left, taken));
  }

  @Test
  void aTextIsTheSameWhereNobodyIsKnown() {
    String text = "  Zoé\n\tDurand… 😀 e\u0301te\u0301 ";

    assertThat(new ThirdParties(List.of()).without(text)).isEqualTo(new ThirdParties.Text(text, 0));
    assertThat(OTHERS.without("").text()).isEmpty();
  }

  @Test
  void anAccentMayBeAMarkOfItsOwn() {
    assertThat(OTHERS.without("avec Zoe\u0301.").text()).isEqualTo("avec […].");
  }
}

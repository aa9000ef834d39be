package vigie.api.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vigie.api.retention.Fate.Act;
import vigie.api.retention.Fate.Reason;
import vigie.register.RegisterCatalogue;
import vigie.register.RetentionRule;

/** What becomes of something that is kept, at the edges of its periods. */
class FateTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final RetentionRule ACCOUNT = RegisterCatalogue.standard().retention("account");
  private static final RetentionRule FILE =
      RegisterCatalogue.standard().retention("professional-file");

  @ParameterizedTest
  @Tag("C-80")
  @CsvSource({
    // last activity, warned, now, act, reason
    "2026-03-01T12:00:00Z, , 2028-01-31T11:59:59Z, KEEP, IN_USE",
    "2026-03-01T12:00:00Z, , 2028-01-31T12:00:00Z, WARN, END_IS_NEAR",
    "2026-03-01T12:00:00Z, 2028-01-31T12:00:00Z, 2028-02-29T12:00:00Z, KEEP, WARNED",
    "2026-03-01T12:00:00Z, 2028-01-31T12:00:00Z, 2028-03-01T11:59:59Z, KEEP, WARNED",
    "2026-03-01T12:00:00Z, 2028-01-31T12:00:00Z, 2028-03-01T12:00:00Z, DESTROY, ACTIVE_PERIOD_OVER",
    // Told late: the whole time to answer all the same.
    "2026-03-01T12:00:00Z, , 2029-01-01T00:00:00Z, WARN, END_IS_NEAR",
    "2026-03-01T12:00:00Z, 2029-01-01T00:00:00Z, 2029-01-30T23:59:59Z, KEEP, WARNED",
    "2026-03-01T12:00:00Z, 2029-01-01T00:00:00Z, 2029-01-31T00:00:00Z, DESTROY, ACTIVE_PERIOD_OVER",
    // Came back after the warning: it counts no more.
    "2028-02-10T00:00:00Z, 2028-01-31T12:00:00Z, 2028-03-01T12:00:00Z, KEEP, IN_USE",
    "2028-02-10T00:00:00Z, 2028-01-31T12:00:00Z, 2030-02-01T00:00:00Z, WARN, END_IS_NEAR",
    // Two years after 29 February end on 28 February, by the calendar of Paris.
    "2024-02-29T23:30:00Z, 2026-01-29T00:00:00Z, 2026-02-28T23:29:59Z, KEEP, WARNED",
    "2024-02-29T23:30:00Z, 2026-01-29T00:00:00Z, 2026-03-01T00:00:00Z, DESTROY, ACTIVE_PERIOD_OVER",
    "2024-02-29T12:00:00Z, 2026-01-29T00:00:00Z, 2026-02-28T11:59:59Z, KEEP, WARNED",
    "2024-02-29T12:00:00Z, 2026-01-29T00:00:00Z, 2026-02-28T12:00:00Z, DESTROY, ACTIVE_PERIOD_OVER",
  })
  void anAccountIsWarnedOfAndThenDestroyed(
      Instant active, @Nullable Instant warned, Instant now, Act act, Reason reason) {
    Fate fate = Fate.of(ACCOUNT, active, warned, PARIS, now);

    assertThat(fate.act()).isEqualTo(act);
    assertThat(fate.reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @Tag("C-86")
  @CsvSource({
    "2020-06-15T10:00:00Z, 2025-06-15T09:59:59Z, KEEP, IN_USE",
    "2020-06-15T10:00:00Z, 2025-06-15T10:00:00Z, ARCHIVE, ACTIVE_PERIOD_OVER",
    "2020-06-15T10:00:00Z, 2040-06-15T09:59:59Z, ARCHIVE, ACTIVE_PERIOD_OVER",
    "2020-06-15T10:00:00Z, 2040-06-15T10:00:00Z, DESTROY, ARCHIVE_PERIOD_OVER",
    // 29 February, five years later there is none.
    "2020-02-29T10:00:00Z, 2025-02-28T09:59:59Z, KEEP, IN_USE",
    "2020-02-29T10:00:00Z, 2025-02-28T10:00:00Z, ARCHIVE, ACTIVE_PERIOD_OVER",
    // Noon in Paris stays noon in Paris, though summer time came or went between.
    "2020-03-28T11:00:00Z, 2025-03-28T10:59:59Z, KEEP, IN_USE",
    "2020-10-24T10:00:00Z, 2025-10-24T10:00:00Z, ARCHIVE, ACTIVE_PERIOD_OVER",
    "2020-03-28T11:00:00Z, 2040-03-28T10:00:00Z, DESTROY, ARCHIVE_PERIOD_OVER",
  })
  void aProfessionalsFileIsActiveThenArchivedThenDestroyed(
      Instant consulted, Instant now, Act act, Reason reason) {
    Fate fate = Fate.of(FILE, consulted, null, PARIS, now);

    assertThat(fate.act()).isEqualTo(act);
    assertThat(fate.reason()).isEqualTo(reason);
  }

  @Test
  @Tag("C-85")
  void aControllersOwnPeriodHolds() {
    RetentionRule own =
        new RetentionRule("own", "C-85", Period.ofYears(10), null, null, "dix ans", "ten years");
    Instant consulted = Instant.parse("2020-06-15T10:00:00Z");

    assertThat(Fate.of(own, consulted, null, PARIS, Instant.parse("2030-06-15T09:59:59Z")).act())
        .isEqualTo(Act.KEEP);
    assertThat(Fate.of(own, consulted, null, PARIS, Instant.parse("2030-06-15T10:00:00Z")).act())
        .isEqualTo(Act.DESTROY);
  }

  @Test
  void whatNothingEndsIsKept() {
    RetentionRule rule = RegisterCatalogue.standard().retention("until-erased");

    Fate fate = Fate.of(rule, Instant.EPOCH, null, PARIS, Instant.parse("2099-01-01T00:00:00Z"));

    assertThat(fate).isEqualTo(new Fate(Act.KEEP, Reason.NO_END, null));
  }

  @Test
  void rowsOfAnAgeGoByACutoffAndOthersAreDecidedOneByOne() {
    RetentionRule day = RegisterCatalogue.standard().retention("code");

    // The night in which summer time begins: a day of 23 hours.
    assertThat(Fate.cutoff(day, PARIS, Instant.parse("2026-03-29T10:00:00Z")))
        .isEqualTo("2026-03-28T11:00:00Z");
    assertThatThrownBy(() -> Fate.cutoff(ACCOUNT, PARIS, Instant.EPOCH))
        .hasMessageContaining("account");
  }

  @Test
  void everyTimedTableHasTheRuleThatTheRegisterGivesIt() {
    for (TimedTable table : TimedTable.ALL) {
      assertThat(RegisterCatalogue.standard().others(table.table()).retention().id())
          .as(table.table())
          .isEqualTo(table.retention());
    }
  }
}

package vigie.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;
import vigie.reading.Metric;
import vigie.reading.MetricCatalogue;

/**
 * A threshold rule on one metric, as data. Rules of one family are stages of the same cause: they
 * share one alert, whose severity is that of the most severe stage in force.
 *
 * @param id such as {@code HR-2}
 * @param version counts changes, from 1
 * @param family such as {@code heart-rate-high}
 * @param metric the metric's id
 * @param condition beyond the limit
 * @param hold how long the condition must hold without a gap of more than three sample intervals;
 *     zero fires at once; null where only spot readings confirm
 * @param spot how spot readings confirm; null where only holding does
 * @param clear when the cause is over; null when only a person can say so
 * @param clearHold how long the clear condition must hold
 * @param severity of this stage
 * @param excludedContexts readings in these contexts are not judged by this rule
 * @param requires applies only to patients with all these flags
 * @param forbids does not apply to patients with any of these flags
 * @param also a reading is in breach only while the latest reading of each of these metrics is too
 * @param unless while any of these has held, readings are not judged by this rule; what is not
 *     known does not hold
 * @param any where there are any, a reading is in breach only while the latest reading of at least
 *     one of these metrics is too
 * @param during readings of other times are not judged by this rule; null for always
 * @param maxAge a reading that was older when received pages nobody by this rule; null where its
 *     metric's own age holds
 * @param audience whom its alerts are for
 * @param offUntil switched off for everybody before this time, by the wall clock; null while it is
 *     on
 * @param author who wrote this version
 * @param setAt when
 * @param reason why it is as it is
 * @param source where its numbers come from
 */
public record Rule(
    String id,
    int version,
    String family,
    String metric,
    Condition condition,
    @Nullable Duration hold,
    @Nullable Spot spot,
    @Nullable Condition clear,
    Duration clearHold,
    Severity severity,
    Set<Context> excludedContexts,
    Set<ProfileFlag> requires,
    Set<ProfileFlag> forbids,
    List<Gate> also,
    List<Gate> unless,
    List<Gate> any,
    @Nullable Schedule during,
    @Nullable Duration maxAge,
    Audience audience,
    @Nullable Instant offUntil,
    String author,
    Instant setAt,
    String reason,
    String source) {

  /**
   * Confirmation by single readings, for metrics measured now and then: so many readings in a row
   * beyond the limit, each at least {@code minSpacing} and at most {@code maxSpacing} after the one
   * before. Where the rule has a hold too, spot confirmation is for devices whose interval is at
   * least {@code minSpacing}; faster ones must hold.
   */
  public record Spot(int readings, Duration minSpacing, Duration maxSpacing) {
    /** Checks the numbers. */
    public Spot {
      if (readings < 2) {
        throw new IllegalArgumentException("spot.readings must be at least 2, was " + readings);
      }
      if (minSpacing.compareTo(maxSpacing) > 0) {
        throw new IllegalArgumentException("spot.minSpacing is longer than spot.maxSpacing");
      }
    }
  }

  /** One that is on, without alternatives or an age of its own. */
  public Rule(
      String id,
      int version,
      String family,
      String metric,
      Condition condition,
      @Nullable Duration hold,
      @Nullable Spot spot,
      @Nullable Condition clear,
      Duration clearHold,
      Severity severity,
      Set<Context> excludedContexts,
      Set<ProfileFlag> requires,
      Set<ProfileFlag> forbids,
      List<Gate> also,
      List<Gate> unless,
      @Nullable Schedule during,
      Audience audience,
      String author,
      Instant setAt,
      String reason,
      String source) {
    this(
        id,
        version,
        family,
        metric,
        condition,
        hold,
        spot,
        clear,
        clearHold,
        severity,
        excludedContexts,
        requires,
        forbids,
        also,
        unless,
        List.of(),
        during,
        null,
        audience,
        null,
        author,
        setAt,
        reason,
        source);
  }

  /** Checks that it can ever fire, and that clearing is not beyond the limit itself. */
  public Rule {
    if (hold == null && spot == null) {
      throw new IllegalArgumentException("rule " + id + ": needs a hold or a spot confirmation");
    }
    if (clear != null && clear.rising() == condition.rising()) {
      throw new IllegalArgumentException(
          "rule " + id + ": clear '" + clear + "' points the same way as '" + condition + "'");
    }
    excludedContexts = Set.copyOf(excludedContexts);
    requires = Set.copyOf(requires);
    forbids = Set.copyOf(forbids);
    also = List.copyOf(also);
    unless = List.copyOf(unless);
    any = List.copyOf(any);
  }

  /** Whether it is switched off at this time. */
  public boolean offAt(Instant time) {
    return offUntil != null && time.isBefore(offUntil);
  }

  /**
   * How long values must be missing for it, in whole minutes; null for a rule on values. Its {@link
   * #metric()} is then the technical one of {@link MetricCatalogue#missing}, and its condition the
   * same in minutes.
   */
  public @Nullable Duration missingFor() {
    return missed().isEmpty() ? null : Duration.ofMinutes((long) condition.limit());
  }

  /** What must be missing for it; empty for a rule on values. */
  public Optional<Metric> missed() {
    MetricCatalogue catalogue = MetricCatalogue.standard();
    return catalogue.find(metric).flatMap(catalogue::missed);
  }

  /** Whether it is as it comes with the program. */
  public boolean isDefault() {
    return author.equals(RuleCatalogue.DEFAULT_AUTHOR);
  }

  /**
   * Whether it stands in place of that rule of the same id: a newer version does, but a default of
   * whatever version never in place of what somebody decided.
   */
  public boolean replaces(Rule other) {
    return isDefault() == other.isDefault() ? version >= other.version : !isDefault();
  }

  /**
   * The same rule as another version, on or off.
   *
   * @param until null for on
   */
  public Rule as(int next, @Nullable Instant until, String by, Instant at, String why) {
    return new Rule(
        id,
        next,
        family,
        metric,
        condition,
        hold,
        spot,
        clear,
        clearHold,
        severity,
        excludedContexts,
        requires,
        forbids,
        also,
        unless,
        any,
        during,
        maxAge,
        audience,
        until,
        by,
        at,
        why,
        source);
  }
}

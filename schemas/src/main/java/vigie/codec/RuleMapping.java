package vigie.codec;

import java.time.Duration;
import java.time.Instant;
import vigie.alert.Audience;
import vigie.alert.Condition;
import vigie.alert.Gate;
import vigie.alert.Rule;
import vigie.alert.Severity;
import vigie.codec.avro.GateAvro;
import vigie.codec.avro.RuleAvro;
import vigie.codec.avro.SpotAvro;
import vigie.patient.ProfileFlag;
import vigie.reading.Context;

/** A rule as Avro. */
final class RuleMapping {
  private RuleMapping() {}

  static RuleAvro toAvro(Rule r) {
    return new RuleAvro(
        r.id(),
        r.version(),
        r.family(),
        r.metric(),
        r.condition().toString(),
        Codecs.orNull(r.hold(), Duration::toMillis),
        Codecs.orNull(r.spot(), RuleMapping::spotToAvro),
        Codecs.orNull(r.clear(), Condition::toString),
        r.clearHold().toMillis(),
        r.severity().name(),
        Codecs.names(r.excludedContexts()),
        Codecs.names(r.requires()),
        Codecs.names(r.forbids()),
        r.author(),
        r.source(),
        r.also().stream().map(RuleMapping::gateToAvro).toList(),
        r.unless().stream().map(RuleMapping::gateToAvro).toList(),
        Codecs.orNull(r.during(), ScheduleMapping::toAvro),
        r.audience().name(),
        r.setAt().toEpochMilli(),
        r.reason(),
        Codecs.orNull(r.offUntil(), Instant::toEpochMilli),
        r.any().stream().map(RuleMapping::gateToAvro).toList(),
        Codecs.orNull(r.maxAge(), Duration::toMillis));
  }

  static Rule fromAvro(RuleAvro a) {
    return new Rule(
        a.getId(),
        a.getVersion(),
        a.getFamily(),
        a.getMetric(),
        Condition.parse(a.getCondition()),
        Codecs.millis(a.getHoldMillis()),
        Codecs.orNull(a.getSpot(), RuleMapping::spotFromAvro),
        Codecs.orNull(a.getClear(), Condition::parse),
        Duration.ofMillis(a.getClearHoldMillis()),
        Severity.valueOf(a.getSeverity()),
        Codecs.values(Context.class, a.getExcludedContexts()),
        Codecs.values(ProfileFlag.class, a.getRequires()),
        Codecs.values(ProfileFlag.class, a.getForbids()),
        a.getAlso().stream().map(RuleMapping::gateFromAvro).toList(),
        a.getUnless().stream().map(RuleMapping::gateFromAvro).toList(),
        a.getAny().stream().map(RuleMapping::gateFromAvro).toList(),
        Codecs.orNull(a.getDuring(), ScheduleMapping::fromAvro),
        Codecs.millis(a.getMaxAgeMillis()),
        Audience.valueOf(a.getAudience()),
        Codecs.orNull(a.getOffUntil(), Instant::ofEpochMilli),
        a.getAuthor(),
        Instant.ofEpochMilli(a.getSetAt()),
        a.getReason(),
        a.getSource());
  }

  private static SpotAvro spotToAvro(Rule.Spot spot) {
    return new SpotAvro(
        spot.readings(), spot.minSpacing().toMillis(), spot.maxSpacing().toMillis());
  }

  private static Rule.Spot spotFromAvro(SpotAvro a) {
    return new Rule.Spot(
        a.getReadings(),
        Duration.ofMillis(a.getMinSpacingMillis()),
        Duration.ofMillis(a.getMaxSpacingMillis()));
  }

  private static GateAvro gateToAvro(Gate gate) {
    return new GateAvro(gate.metric(), gate.condition().toString(), gate.within().toMillis());
  }

  private static Gate gateFromAvro(GateAvro a) {
    return new Gate(
        a.getMetric(), Condition.parse(a.getCondition()), Duration.ofMillis(a.getWithinMillis()));
  }
}

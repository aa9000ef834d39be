package vigie.codec;

import static vigie.codec.AvroCodec.id;
import static vigie.codec.AvroCodec.idOrNull;
import static vigie.codec.AvroCodec.uuid;
import static vigie.codec.AvroCodec.uuidOrNull;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vigie.codec.avro.AbsenceAvro;
import vigie.codec.avro.PatientLimitAvro;
import vigie.codec.avro.PatientProfileAvro;
import vigie.codec.avro.SourceOrderAvro;
import vigie.codec.avro.SourcesAvro;
import vigie.codec.avro.SubstituteAvro;
import vigie.patient.Cover;
import vigie.patient.PatientLimit;
import vigie.patient.PatientProfile;
import vigie.patient.ProfileFlag;
import vigie.patient.Sources;
import vigie.reading.Category;
import vigie.reading.PatientId;

/** A patient profile as Avro. */
final class PatientMapping {
  private PatientMapping() {}

  static PatientProfileAvro toAvro(PatientProfile p) {
    return new PatientProfileAvro(
        id(p.patient().value()),
        p.version(),
        Codecs.names(p.consents()),
        idOrNull(p.treatingPhysician()),
        idOrNull(p.emergencyContact()),
        p.limits().stream().map(PatientMapping::limitToAvro).toList(),
        Codecs.names(p.flags()),
        Codecs.orNull(p.cover().hours(), ScheduleMapping::toAvro),
        p.cover().absences().stream()
            .map(a -> new AbsenceAvro(a.from().toEpochMilli(), a.until().toEpochMilli()))
            .toList(),
        p.cover().substitutes().stream().map(PatientMapping::substituteToAvro).toList(),
        p.sources().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(PatientMapping::sourcesToAvro)
            .toList(),
        p.restricted().stream().sorted().toList(),
        p.sourceOrder().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(order -> new SourceOrderAvro(order.getKey(), order.getValue()))
            .toList());
  }

  static PatientProfile fromAvro(PatientProfileAvro a) {
    return new PatientProfile(
        new PatientId(uuid(a.getPatient())),
        a.getVersion(),
        Codecs.values(Category.class, a.getConsents()),
        uuidOrNull(a.getTreatingPhysician()),
        uuidOrNull(a.getEmergencyContact()),
        a.getLimits().stream().map(PatientMapping::limitFromAvro).toList(),
        Codecs.values(ProfileFlag.class, a.getFlags()),
        new Cover(
            Codecs.orNull(a.getHours(), ScheduleMapping::fromAvro),
            a.getAbsences().stream()
                .map(b -> new Cover.Absence(instant(b.getFrom()), instant(b.getUntil())))
                .toList(),
            a.getSubstitutes().stream().map(PatientMapping::substituteFromAvro).toList()),
        sourcesFromAvro(a.getSources()),
        Set.copyOf(a.getRestricted()),
        a.getSourceOrder().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    SourceOrderAvro::getMetric, SourceOrderAvro::getDevices)));
  }

  private static SourcesAvro sourcesToAvro(Map.Entry<Category, Sources> of) {
    Sources sources = of.getValue();
    return new SourcesAvro(
        of.getKey().name(), sources.only(), sources.devices().stream().sorted().toList());
  }

  /** As elsewhere, categories that this version does not know are dropped. */
  private static Map<Category, Sources> sourcesFromAvro(List<SourcesAvro> all) {
    Map<Category, Sources> sources = new EnumMap<>(Category.class);
    for (SourcesAvro a : all) {
      Codecs.values(Category.class, List.of(a.getCategory()))
          .forEach(
              category ->
                  sources.put(category, new Sources(a.getOnly(), Set.copyOf(a.getDevices()))));
    }
    return sources;
  }

  private static SubstituteAvro substituteToAvro(Cover.Substitute s) {
    return new SubstituteAvro(
        id(s.person()),
        Codecs.orNull(s.from(), Instant::toEpochMilli),
        Codecs.orNull(s.until(), Instant::toEpochMilli),
        Codecs.orNull(s.hours(), ScheduleMapping::toAvro));
  }

  private static Cover.Substitute substituteFromAvro(SubstituteAvro a) {
    return new Cover.Substitute(
        uuid(a.getPerson()),
        Codecs.orNull(a.getFrom(), Instant::ofEpochMilli),
        Codecs.orNull(a.getUntil(), Instant::ofEpochMilli),
        Codecs.orNull(a.getHours(), ScheduleMapping::fromAvro));
  }

  private static Instant instant(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static PatientLimitAvro limitToAvro(PatientLimit l) {
    return new PatientLimitAvro(
        l.ruleId(),
        l.enabled(),
        l.limit(),
        l.clear(),
        Codecs.orNull(l.hold(), Duration::toMillis),
        Codecs.orNull(l.clearHold(), Duration::toMillis),
        id(l.author()),
        l.setAt().toEpochMilli(),
        l.reason(),
        l.version(),
        Codecs.orNull(l.until(), Instant::toEpochMilli));
  }

  private static PatientLimit limitFromAvro(PatientLimitAvro a) {
    return new PatientLimit(
        a.getRuleId(),
        a.getEnabled(),
        a.getLimit(),
        a.getClear(),
        Codecs.millis(a.getHoldMillis()),
        Codecs.millis(a.getClearHoldMillis()),
        uuid(a.getAuthor()),
        Instant.ofEpochMilli(a.getSetAt()),
        a.getReason(),
        a.getVersion(),
        Codecs.orNull(a.getUntil(), Instant::ofEpochMilli));
  }
}

package vigie.codec;

import static vigie.codec.AvroCodec.id;
import static vigie.codec.AvroCodec.idOrNull;
import static vigie.codec.AvroCodec.uuid;
import static vigie.codec.AvroCodec.uuidOrNull;

import java.time.Instant;
import vigie.alert.AlertPhase;
import vigie.alert.AlertTransition;
import vigie.alert.Cause;
import vigie.alert.Evidence;
import vigie.alert.Grounds;
import vigie.alert.Reach;
import vigie.alert.Severity;
import vigie.codec.avro.AlertTransitionAvro;
import vigie.codec.avro.EvidenceAvro;
import vigie.codec.avro.GroundsAvro;
import vigie.codec.avro.PartAvro;
import vigie.reading.DeviceId;
import vigie.reading.PatientId;
import vigie.reading.Quality;

/** An alert's transition as Avro. */
final class AlertMapping {
  private AlertMapping() {}

  static AlertTransitionAvro toAvro(AlertTransition t) {
    return new AlertTransitionAvro(
        id(t.alert()),
        t.sequence(),
        id(t.patient().value()),
        t.family(),
        t.phase().name(),
        t.cause().name(),
        t.severity().name(),
        t.peakSeverity().name(),
        t.ruleId(),
        t.ruleVersion(),
        t.limitVersion(),
        t.metric(),
        t.condition(),
        t.value(),
        t.worst(),
        t.onset().toEpochMilli(),
        t.at().toEpochMilli(),
        t.decidedAt().toEpochMilli(),
        t.retrospective(),
        t.occurrences(),
        t.evidence().stream().map(AlertMapping::evidenceToAvro).toList(),
        idOrNull(t.actor()),
        t.note(),
        Codecs.orNull(t.grounds(), AlertMapping::groundsToAvro),
        t.reach().name(),
        Codecs.orNull(t.pausedUntil(), Instant::toEpochMilli));
  }

  static AlertTransition fromAvro(AlertTransitionAvro a) {
    return new AlertTransition(
        uuid(a.getAlert()),
        a.getSequence(),
        new PatientId(uuid(a.getPatient())),
        a.getFamily(),
        AlertPhase.valueOf(a.getPhase()),
        Cause.valueOf(a.getCause()),
        Severity.valueOf(a.getSeverity()),
        Severity.valueOf(a.getPeakSeverity()),
        a.getRuleId(),
        a.getRuleVersion(),
        a.getLimitVersion(),
        a.getMetric(),
        a.getCondition(),
        a.getValue(),
        a.getWorst(),
        Instant.ofEpochMilli(a.getOnset()),
        Instant.ofEpochMilli(a.getAt()),
        Instant.ofEpochMilli(a.getDecidedAt()),
        a.getRetrospective(),
        a.getOccurrences(),
        a.getEvidence().stream().map(AlertMapping::evidenceFromAvro).toList(),
        uuidOrNull(a.getActor()),
        a.getNote(),
        Codecs.orNull(a.getGrounds(), AlertMapping::groundsFromAvro),
        Reach.valueOf(a.getReach()),
        Codecs.orNull(a.getPausedUntil(), Instant::ofEpochMilli));
  }

  private static EvidenceAvro evidenceToAvro(Evidence e) {
    return new EvidenceAvro(
        e.effective().toEpochMilli(),
        e.received().toEpochMilli(),
        e.value(),
        e.device().value(),
        e.quality().name());
  }

  private static Evidence evidenceFromAvro(EvidenceAvro a) {
    return new Evidence(
        Instant.ofEpochMilli(a.getEffective()),
        Instant.ofEpochMilli(a.getReceived()),
        a.getValue(),
        new DeviceId(a.getDevice()),
        Quality.valueOf(a.getQuality()));
  }

  private static GroundsAvro groundsToAvro(Grounds g) {
    return new GroundsAvro(
        g.baseline(),
        g.restsOn(),
        g.parts().stream()
            .map(
                part ->
                    new PartAvro(
                        part.metric(),
                        part.value(),
                        part.effective().toEpochMilli(),
                        part.points()))
            .toList(),
        g.missing());
  }

  private static Grounds groundsFromAvro(GroundsAvro a) {
    return new Grounds(
        a.getBaseline(),
        a.getRestsOn(),
        a.getParts().stream()
            .map(
                part ->
                    new Grounds.Part(
                        part.getMetric(),
                        part.getValue(),
                        Instant.ofEpochMilli(part.getEffective()),
                        part.getPoints()))
            .toList(),
        a.getMissing());
  }
}

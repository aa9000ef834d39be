package vigie.api;

import jakarta.inject.Singleton;
import vigie.alert.RuleCatalogue;
import vigie.api.access.AccessDirectory;
import vigie.api.audit.JdbcAuditHeads;
import vigie.api.channel.PlacelessWebhooks;
import vigie.api.device.KafkaDeviceStatuses;
import vigie.api.directory.JdbcProfessions;
import vigie.api.emergency.EmergencyNotice;
import vigie.api.erasure.Erasures;
import vigie.api.key.JdbcPatientKeys;
import vigie.api.key.KafkaKeys;
import vigie.api.live.KafkaLiveFeed;
import vigie.api.notify.KafkaNotify;
import vigie.api.outbox.KafkaRelay;
import vigie.api.patient.JdbcPatients;
import vigie.api.people.JdbcPeople;
import vigie.api.people.OperatorAccount;
import vigie.api.pipeline.PipelineWatch;
import vigie.api.rejected.KafkaRejectedRows;
import vigie.api.rule.JdbcRules;
import vigie.api.rule.KafkaRules;
import vigie.api.schedule.Timekeeper;
import vigie.api.session.EndedSessionsFile;
import vigie.api.session.Sessions;
import vigie.api.store.JdbcMigration;
import vigie.api.watchdog.Watchdog;

/** What must have happened before the first request, in this order. */
@Singleton
final class StartUp {
  private final JdbcMigration migration;
  private final AccessDirectory directory;
  private final JdbcPeople people;
  private final JdbcPatients patients;
  private final EndedSessionsFile endedSessions;
  private final Sessions sessions;
  private final OperatorAccount operator;
  private final KafkaRelay relay;
  private final JdbcRules rules;
  private final KafkaRules ruleTopic;
  private final JdbcProfessions professions;
  private final JdbcPatientKeys keyRows;
  private final KafkaKeys keys;
  private final KafkaLiveFeed live;
  private final PlacelessWebhooks placeless;
  private final KafkaNotify notify;
  private final KafkaRejectedRows rejected;
  private final KafkaDeviceStatuses statuses;
  private final Timekeeper timekeeper;
  private final Watchdog watchdog;
  private final PipelineWatch pipeline;
  private final JdbcAuditHeads auditHeads;
  private final EmergencyNotice emergencies;
  private final Erasures erasures;

  StartUp(
      JdbcMigration migration,
      AccessDirectory directory,
      JdbcPeople people,
      JdbcPatients patients,
      EndedSessionsFile endedSessions,
      Sessions sessions,
      OperatorAccount operator,
      KafkaRelay relay,
      JdbcRules rules,
      KafkaRules ruleTopic,
      JdbcProfessions professions,
      JdbcPatientKeys keyRows,
      KafkaKeys keys,
      KafkaLiveFeed live,
      PlacelessWebhooks placeless,
      KafkaNotify notify,
      KafkaRejectedRows rejected,
      KafkaDeviceStatuses statuses,
      Timekeeper timekeeper,
      Watchdog watchdog,
      PipelineWatch pipeline,
      JdbcAuditHeads auditHeads,
      EmergencyNotice emergencies,
      Erasures erasures) {
    this.migration = migration;
    this.directory = directory;
    this.people = people;
    this.patients = patients;
    this.endedSessions = endedSessions;
    this.sessions = sessions;
    this.operator = operator;
    this.relay = relay;
    this.rules = rules;
    this.ruleTopic = ruleTopic;
    this.professions = professions;
    this.keyRows = keyRows;
    this.keys = keys;
    this.live = live;
    this.placeless = placeless;
    this.notify = notify;
    this.rejected = rejected;
    this.statuses = statuses;
    this.timekeeper = timekeeper;
    this.watchdog = watchdog;
    this.pipeline = pipeline;
    this.auditHeads = auditHeads;
    this.emergencies = emergencies;
    this.erasures = erasures;
  }

  void run() {
    migration.run();
    keyRows.checkMaster();
    erasures.applyLedger();
    professions.compare();
    people.actors().forEach(directory::putPerson);
    patients.rights().forEach(directory::put);
    endedSessions.start();
    sessions.load();
    operator.ensure();
    rules.addNewDefaults(RuleCatalogue.defaults());
    relay.start();
    ruleTopic.start();
    keys.start();
    live.start();
    placeless.endProofs();
    notify.start();
    rejected.start();
    statuses.start();
    timekeeper.start();
    watchdog.start();
    pipeline.start();
    auditHeads.start();
    emergencies.tellAll();
  }
}

package vigie.api.retention;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vigie.api.schedule.ScheduledTask;
import vigie.api.schedule.Timetable;
import vigie.api.store.StoreException;
import vigie.register.RegisterCatalogue;

/**
 * Every night: warns, archives and destroys what is due. What failed is tried the next night; one
 * kind's failure leaves the others alone.
 */
@Singleton
final class RetentionRun implements ScheduledTask {
  static final String NAME = "retention";
  static final ZoneId ZONE = ZoneId.of("Europe/Paris");

  private static final Logger LOG = LoggerFactory.getLogger(RetentionRun.class);
  private static final Timetable NIGHTLY = new Timetable(ZONE, LocalTime.of(2, 30), null);

  private final List<Retained> kinds;
  private final JdbcDestructions destructions;

  RetentionRun(List<Retained> kinds, JdbcDestructions destructions) {
    this.kinds = List.copyOf(kinds);
    this.destructions = destructions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timetable timetable() {
    return NIGHTLY;
  }

  @Override
  public void run(Instant now) {
    RegisterCatalogue register = RegisterCatalogue.standard();
    for (TimedTable table : TimedTable.ALL) {
      Instant cutoff = Fate.cutoff(register.retention(table.retention()), ZONE, now);
      attempt(
          table.table(),
          () -> {
            long rows = destructions.destroyBefore(table, cutoff, now);
            if (rows > 0) {
              LOG.info("destroyed by age table={} rows={}", table.table(), rows);
            }
          });
    }
    for (Retained kind : kinds) {
      attempt(
          kind.getClass().getSimpleName(),
          () -> kind.candidates(now).forEach(item -> attempt(kind, item, now)));
    }
  }

  private static void attempt(Retained kind, Retained.Item item, Instant now) {
    attempt(kind.getClass().getSimpleName(), () -> decide(kind, item, now));
  }

  private static void decide(Retained kind, Retained.Item item, Instant now) {
    Fate fate = Fate.of(item.rule(), item.lastActivity(), item.warnedAt(), ZONE, now);
    Instant end = fate.end();
    switch (fate.act()) {
      case KEEP -> {}
      case WARN -> kind.warn(item, end == null ? now : end, now);
      case ARCHIVE -> {
        if (!item.archived()) {
          kind.archive(item, now);
        }
      }
      case DESTROY -> {
        if (!kind.destroy(item, fate.reason(), now)) {
          LOG.warn("{} {} waits to be destroyed", item.rule().id(), item.subject());
        }
      }
    }
  }

  private static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (StoreException e) {
      LOG.error("retention of {} failed; tried again tomorrow", what, e);
    }
  }
}

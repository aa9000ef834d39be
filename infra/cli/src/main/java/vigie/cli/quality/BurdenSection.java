package vigie.cli.quality;

import java.util.ArrayList;
import java.util.List;

/** What the report says of how much all rules together ask of people. */
final class BurdenSection {
  private final List<Burden> burdens;

  BurdenSection(List<Burden> burdens) {
    this.burdens = burdens;
  }

  void writeTo(Markdown page) {
    page.heading("What all rules together ask of people");
    page.text(
        """
        All default rules on, everybody an adult without flags, limits of their own or a history \
        before the first day. Somebody acknowledges a HIGH or CRITICAL alert %d minutes after it \
        changed. An alert is counted once, by the highest severity it had; a person-day is a day \
        (UTC) with a reading.\
        """
            .formatted(QualityStudies.ANSWER.toMinutes()));
    page.row(
        "data set",
        "people",
        "person-days",
        "CRITICAL a day",
        "HIGH a day",
        "MEDIUM a day",
        "ADVISORY a day",
        "all a day",
        "told to a physician a day",
        "alerts");
    page.rule(1, 9);
    for (Burden one : burdens) {
      List<String> cells = new ArrayList<>();
      cells.add(one.dataSet());
      cells.add(Markdown.count(one.people()));
      cells.add(Markdown.count(one.days()));
      QualityStudies.severities()
          .forEach(severity -> cells.add(Markdown.share(one.perDay(one.of(severity)))));
      cells.add(Markdown.share(one.perDay(one.total())));
      cells.add(Markdown.share(one.perDay(one.physicianTold())));
      cells.add(Markdown.count(one.total()));
      page.row(cells.toArray(String[]::new));
    }
    page.gap();
    page.text("![Alerts per patient-day by severity](quality/burden.svg)");
    page.text("By family, with at least one alert:");
    page.row("data set", "family", "alerts", "a day", "told to a physician");
    page.rule(2, 3);
    for (Burden one : burdens) {
      one.families()
          .forEach(
              (family, share) ->
                  page.row(
                      one.dataSet(),
                      family,
                      Markdown.count(share.alerts()),
                      Markdown.share(one.perDay(share.alerts())),
                      Markdown.count(share.told())));
    }
    page.gap();
    for (Burden one : burdens) {
      page.item(
          "%s: %s readings taken, %s refused by the intake; %s alerts rest on stale readings only."
              .formatted(
                  one.dataSet(),
                  Markdown.count(one.readings()),
                  Markdown.count(one.refused()),
                  Markdown.count(one.retrospective())));
    }
    page.gap();
    page.text(
        """
        Reservations: people with type 1 diabetes have many glucose alerts by nature, and glucose \
        here comes from several sensors at once. LifeSnaps has one value of a night or day, so \
        rules with holds of minutes confirm there by values of two days in a row. Fitbit's steps \
        are uploaded by the hour, after the heart rates of seconds that they should have gated: \
        that gate comes too late for them.\
        """);
  }

  String plot() {
    return SvgChart.bars(
        "Alerts per patient-day, by highest severity",
        "alerts a day",
        burdens.stream().map(Burden::dataSet).toList(),
        QualityStudies.severities().stream()
            .map(
                severity ->
                    new SvgChart.Series(
                        severity.name(),
                        burdens.stream().map(one -> one.perDay(one.of(severity))).toList()))
            .toList());
  }
}

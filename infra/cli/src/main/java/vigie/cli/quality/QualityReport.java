package vigie.cli.quality;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code quality.md} and its plots. The same results give the same bytes. */
final class QualityReport {
  static final String NAME = "quality.md";

  private static final String PLOTS = "quality";

  private final EpisodesSection episodes;
  private final AlarmsSection alarms;
  private final BurdenSection burden;

  QualityReport(QualityStudies.Results results) {
    episodes = new EpisodesSection(results);
    alarms = new AlarmsSection(results.alarms());
    burden = new BurdenSection(results.burdens());
  }

  /** Into this folder, the plots into one below it. */
  void writeTo(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(PLOTS));
    write(folder.resolve(NAME), text());
    write(folder.resolve(PLOTS).resolve("alarms.svg"), alarms.plot());
    write(folder.resolve(PLOTS).resolve("burden.svg"), burden.plot());
    write(folder.resolve(PLOTS).resolve("hours.svg"), episodes.hoursPlot());
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private String text() {
    Markdown page = new Markdown();
    page.line("<!-- Written by ./vigie quality from the public data sets; do not edit it. -->");
    page.line("# What the rules find on public data");
    page.text(
        """
        This page is written by `./vigie quality`, which needs no stack: it takes real readings \
        through the gateway's own intake into the engine's own code, in event time, the clock \
        standing at each reading's arrival. The data sets are not part of this project; their \
        folder is `../shared/data` beside the checkout, or what `--datasets` or `VIGIE_DATASETS` \
        names. None of it says that the rules are right for a patient: these are research data, \
        and the numbers of the rules are defaults for adults.\
        """);
    episodes.writeTo(page);
    alarms.writeTo(page);
    burden.writeTo(page);
    page.heading("Whose data");
    page.text(
        """
        MIMIC-III Clinical Database Demo 1.4 (Johnson, Pollard, Mark; ODbL 1.0). T1D-UOM \
        (University of Manchester, doi 10.5281/zenodo.15169263; CC BY 4.0). PhysioNet/CinC \
        Challenge 2015 (Clifford et al., CinC 2015:273-276; ODC-BY 1.0), as heart rates derived \
        from its waveforms. LifeSnaps (Yfantidou et al., Scientific Data 9:663, 2022; CC BY 4.0). \
        Fitbit Fitness Tracker Data (Furberg et al., doi 10.5281/zenodo.53894; CC0). All are \
        subsets. No row of them and no single person's values are on this page.\
        """);
    return page.toString();
  }
}

package vigie.cli.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small chart as SVG: groups of bars, or lines through points, on one axis from zero. Written by
 * hand because the chart libraries that write SVG need one that is not permissively licensed. The
 * same numbers give the same bytes.
 */
final class SvgChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 340;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 60;
  private static final int BOTTOM = 60;
  private static final int TICKS = 5;
  private static final List<String> COLOURS =
      List.of("#b2182b", "#ef8a62", "#5e81ac", "#999999", "#1b7837", "#762a83");

  /** One series of values, one for each label of the chart. */
  record Series(String name, List<Double> values) {}

  private final StringBuilder svg = new StringBuilder();
  private final List<String> labels;
  private final List<Series> series;
  private final double top;

  private SvgChart(String title, String unit, List<String> labels, List<Series> series) {
    this.labels = labels;
    this.series = series;
    this.top =
        ceiling(
            series.stream()
                .flatMap(one -> one.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
            + " font-family=\"sans-serif\" font-size=\"12\">",
        WIDTH, HEIGHT);
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
    text(LEFT, 20, "start", title, "font-weight=\"bold\" font-size=\"14\"");
    legend();
    axis(unit);
  }

  /** Bars side by side for each label. */
  static String bars(String title, String unit, List<String> labels, List<Series> series) {
    SvgChart chart = new SvgChart(title, unit, labels, series);
    chart.bars();
    return chart.end();
  }

  /** Lines; the labels stand at equal distances. */
  static String lines(
      String title, String unit, String below, List<String> labels, List<Series> series) {
    SvgChart chart = new SvgChart(title, unit, labels, series);
    chart.lines();
    chart.text((WIDTH + LEFT - RIGHT) / 2.0, HEIGHT - 12, "middle", below, "");
    return chart.end();
  }

  private void legend() {
    double x = LEFT;
    for (int i = 0; i < series.size(); i++) {
      add(
          "<rect x=\"%.0f\" y=\"31\" width=\"12\" height=\"12\" fill=\"%s\"/>",
          x, COLOURS.get(i % COLOURS.size()));
      text(x + 17, 42, "start", series.get(i).name(), "");
      x += 34 + 7.0 * series.get(i).name().length();
    }
  }

  private void axis(String unit) {
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = top * tick / TICKS;
      add(
          "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
          LEFT, WIDTH - RIGHT, y(value), y(value));
      text(LEFT - 6, y(value) + 4, "end", number(value), "");
    }
    double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
    text(
        16,
        middle,
        "middle",
        unit,
        String.format(Locale.ROOT, "transform=\"rotate(-90 16 %.1f)\"", middle));
    for (int i = 0; i < labels.size(); i++) {
      text(centre(i), HEIGHT - BOTTOM + 18, "middle", labels.get(i), "");
    }
  }

  private void bars() {
    double width = step() * 0.8 / series.size();
    for (int s = 0; s < series.size(); s++) {
      for (int i = 0; i < labels.size(); i++) {
        double value = series.get(s).values().get(i);
        double x = centre(i) - step() * 0.4 + s * width;
        add(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>",
            x, y(value), width * 0.92, y(0) - y(value), COLOURS.get(s % COLOURS.size()));
      }
    }
  }

  private void lines() {
    for (int s = 0; s < series.size(); s++) {
      List<String> points = new ArrayList<>();
      String colour = COLOURS.get(s % COLOURS.size());
      for (int i = 0; i < labels.size(); i++) {
        double value = series.get(s).values().get(i);
        points.add(String.format(Locale.ROOT, "%.1f,%.1f", centre(i), y(value)));
        add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", centre(i), y(value), colour);
      }
      add(
          "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>",
          String.join(" ", points), colour);
    }
  }

  private String end() {
    add("</svg>");
    return svg.toString();
  }

  private double step() {
    return (double) (WIDTH - LEFT - RIGHT) / labels.size();
  }

  private double centre(int label) {
    return LEFT + step() * (label + 0.5);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
  }

  /** The next of 1, 2, 2.5, 5 times a power of ten. */
  private static double ceiling(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-9))));
    for (double factor : new double[] {1, 2, 2.5, 5, 10}) {
      if (value <= factor * power * 1.0000001) {
        return factor * power;
      }
    }
    return value;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private void text(double x, double y, String anchor, String words, String more) {
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333333\" %s>%s</text>",
        x, y, anchor, more, words.replace("&", "&amp;").replace("<", "&lt;"));
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}

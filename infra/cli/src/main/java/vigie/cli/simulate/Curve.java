package vigie.cli.simulate;

import java.util.ArrayList;
import java.util.List;

/** A value that changes with the seconds since the live begin; straight between its points. */
record Curve(List<Point> points) {
  /** A value at a time, in seconds since the live begin. */
  record Point(double second, double value) {}

  /** Pairs of second and value, in order of time. */
  static Curve of(double... secondsAndValues) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < secondsAndValues.length; i += 2) {
      points.add(new Point(secondsAndValues[i], secondsAndValues[i + 1]));
    }
    return new Curve(List.copyOf(points));
  }

  /** The value at this second; before the first and after the last point that point's. */
  double at(double second) {
    Point before = points.get(0);
    for (Point after : points) {
      if (second < after.second()) {
        if (after.second() == before.second()) {
          return after.value();
        }
        double part = Math.max(0, (second - before.second()) / (after.second() - before.second()));
        return before.value() + part * (after.value() - before.value());
      }
      before = after;
    }
    return before.value();
  }
}

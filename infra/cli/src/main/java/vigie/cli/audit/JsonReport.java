package vigie.cli.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import vigie.audit.Report;

/** A verification's result as JSON. */
final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonReport() {}

  static String of(Report report, int kept) {
    ObjectNode node = JSON.createObjectNode();
    node.put("sound", report.sound());
    node.put("lines", report.lines());
    node.put("first", report.first());
    node.put("last", report.last());
    node.put("beforeTheChain", report.before());
    node.put("heads", report.heads());
    node.put("headsKeptElsewhere", kept);
    node.put("signedTo", report.signedTo());
    node.put("found", report.found());
    report.firstBad().ifPresent(first -> node.put("firstBadLine", first.seq()));
    ArrayNode findings = node.putArray("findings");
    report
        .findings()
        .forEach(
            finding ->
                findings
                    .addObject()
                    .put("kind", finding.kind().name())
                    .put("line", finding.seq())
                    .put("text", finding.text()));
    return node.toString();
  }
}

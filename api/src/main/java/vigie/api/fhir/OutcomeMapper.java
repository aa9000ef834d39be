package vigie.api.fhir;

import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import vigie.api.web.Problem;
import vigie.api.web.ProblemCode;

/** Problems as OperationOutcomes, with the same code and the same reason. */
final class OutcomeMapper {
  private static final String PROBLEM = "urn:vigie:problem";

  private OutcomeMapper() {}

  static OperationOutcome outcome(Problem problem) {
    OperationOutcome outcome = new OperationOutcome();
    outcome
        .addIssue()
        .setSeverity(
            problem.kind() == ProblemCode.Kind.OURS ? IssueSeverity.FATAL : IssueSeverity.ERROR)
        .setCode(type(problem.code()))
        .setDetails(
            new CodeableConcept()
                .addCoding(
                    FhirTerms.coding(PROBLEM, problem.code().name()).setDisplay(problem.title()))
                .setText(problem.title()))
        .setDiagnostics(problem.detail());
    return outcome;
  }

  private static IssueType type(ProblemCode code) {
    return switch (code) {
      case MALFORMED -> IssueType.STRUCTURE;
      case NO_TOKEN, BAD_TOKEN, BAD_CREDENTIALS, STEP_UP_NEEDED, SECOND_FACTOR_NEEDED ->
          IssueType.LOGIN;
      case NOT_ALLOWED -> IssueType.FORBIDDEN;
      case NOT_FOUND -> IssueType.NOTFOUND;
      case METHOD_NOT_ALLOWED, NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE -> IssueType.NOTSUPPORTED;
      case CONFLICT -> IssueType.CONFLICT;
      case TOO_LARGE -> IssueType.TOOLONG;
      case INVALID -> IssueType.VALUE;
      case REJECTED -> IssueType.BUSINESSRULE;
      case TOO_MANY_REQUESTS -> IssueType.THROTTLED;
      case INTERNAL -> IssueType.EXCEPTION;
      case UNAVAILABLE -> IssueType.TRANSIENT;
    };
  }
}

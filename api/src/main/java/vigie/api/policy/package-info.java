/**
 * The policy and its changes (C-89, C-90): {@link vigie.api.policy.Policies} decides what may be
 * published and which version holds, {@link vigie.api.policy.PolicyNotices} tells every patient
 * before the day, and on the day ends the consents that must be given anew.
 */
@NullMarked
package vigie.api.policy;

import org.jspecify.annotations.NullMarked;

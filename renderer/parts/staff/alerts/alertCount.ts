import type { View } from '../../../../shared/contract.ts';

/** How many things want the viewer's eye. What is only to be known (retyped, follow-ups) is not counted. */
export function alertCount(alerts: View<'alerts'> | null): number {
  if (alerts === null) return 0;
  return alerts.telephone.length + alerts.approvals.length + alerts.countersign.length + alerts.statements.length + alerts.alarms.length + alerts.overdue.length + alerts.clusters.length + alerts.warnings.length + alerts.measures.length;
}

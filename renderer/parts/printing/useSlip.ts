import type { SlipKind } from '../../../shared/printing.ts';
import type { SlipRow } from '../../../shared/views.ts';
import { useView } from '../useView.ts';

/** The newest slip of this screen for that ticket or feedback; null where none was asked for. */
export function useSlip(kind: SlipKind, of: string): SlipRow | null {
  const { value } = useView('printing', {});
  return value?.slips.find((one) => one.kind === kind && one.of === of) ?? null;
}

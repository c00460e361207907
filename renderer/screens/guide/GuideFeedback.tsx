import { useState } from 'react';
import type { Settings } from '../../../shared/settings.ts';
import type { TicketRow } from '../../../shared/views.ts';
import { FileFeedback } from '../../parts/staff/FileFeedback.tsx';
import { type Settled, SettleForm } from '../../parts/staff/filing/SettleForm.tsx';
import { SettledNote } from '../../parts/staff/filing/SettledNote.tsx';

interface Props {
  readonly about: TicketRow | null;
  readonly settings: Settings;
  readonly onDone: () => void;
}

/** What a customer on the floor has to say: registered, or settled on the spot with one touch. */
export function GuideFeedback({ about, settings, onDone }: Props) {
  const [settling, setSettling] = useState(false);
  const [settled, setSettled] = useState<Settled | null>(null);
  if (settled !== null) return <SettledNote settled={settled} settings={settings} onDone={onDone} />;
  if (settling) return <SettleForm current={about} settings={settings} channel="guide" onDone={setSettled} onCancel={() => setSettling(false)} />;
  return <FileFeedback current={about} settings={settings} channel="guide" onClose={onDone} onDone={onDone} onSettle={() => setSettling(true)} />;
}

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hostNow } from '../../clock.ts';
import { Chips } from '../Chips.tsx';
import { useCase } from './context.tsx';

const steps = [5, 10, 15, 20, 30] as const;
/** The way to the hall takes a moment: what is just within the limit here must be so there. */
const margin = 20_000;

/** When a step was done that is entered later. */
export interface Later {
  readonly minutes: number;
  readonly setMinutes: (minutes: number) => void;
  /** What goes along with the command. */
  readonly at: () => { readonly doneAt?: number };
}

/** Keeps when it was done; now, until somebody says otherwise. */
export function useLater(): Later {
  const [minutes, setMinutes] = useState(0);
  return { minutes, setMinutes, at: () => (minutes === 0 ? {} : { doneAt: hostNow() - minutes * 60_000 + margin }) };
}

/** 补记: done a moment ago, while there was no hand free to write. */
export function DoneWhen({ later }: { readonly later: Later }) {
  const { t } = useTranslation();
  const { settings } = useCase();
  const [open, setOpen] = useState(false);
  const within = settings.recordLater.withinMinutes;
  if (!open) {
    return (
      <Button className="file-more" type="text" onClick={() => setOpen(true)}>
        {t('handling.later')}
      </Button>
    );
  }
  return (
    <Chips
      name={t('handling.doneWhen')}
      className="chips-small"
      chosen={String(later.minutes)}
      choices={[0, ...steps.filter((one) => one <= within)].map((one) => ({ value: String(one), text: one === 0 ? t('handling.justNow') : t('handling.minutesAgo', { n: one }) }))}
      onChoose={(minutes) => later.setMinutes(Number(minutes))}
    />
  );
}

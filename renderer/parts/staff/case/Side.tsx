import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PrintedNote } from '../../printing/PrintedNote.tsx';
import { useView } from '../../useView.ts';
import { Facts } from '../Facts.tsx';
import { Assists } from './Assists.tsx';
import { Clocks } from './Clocks.tsx';
import { ClusterCard } from './ClusterCard.tsx';
import { useCase } from './context.tsx';
import { History } from './History.tsx';
import { Personal } from './Personal.tsx';
import type { Stop } from './steps.ts';
import { Tips } from './Tips.tsx';

interface Props {
  /** The step that is open: the facts come first where they are needed. */
  readonly stop: Stop | null;
  readonly onShow: () => void;
  readonly onHide: () => void;
}

/** What belongs to a case beside its steps: the customer, the deadlines, the facts, who was asked, the papers, what happened. */
export function Side({ stop, onShow, onHide }: Props) {
  const { t } = useTranslation();
  const { value, settings } = useCase();
  const { feedback, type } = value.row;
  const { value: printing } = useView('printing', {});
  // Where no printer is set there is nothing to say of papers.
  const prints = printing !== null && (printing.complaint !== null || printing.ticket !== null || printing.slips.some((one) => one.of === feedback));
  const full = type === 'complaint';
  const over = value.closing !== null;
  const facts = value.facts !== null && (
    <Part name={t(stop === 'analyse' ? 'handling.analyse.record' : 'handling.side.facts')} open={stop === 'analyse'}>
      <Facts facts={value.facts} settings={settings} />
    </Part>
  );
  return (
    <>
      {stop === 'analyse' && facts}
      <Part name={t('handling.side.person')} open>
        <Personal onShow={onShow} onHide={onHide} />
      </Part>
      {value.clocks.length > 0 && (
        <Part name={t('handling.side.clocks')} open>
          <Clocks />
        </Part>
      )}
      {value.cluster !== null && (
        <Part name={t('handling.side.cluster')} open>
          <ClusterCard cluster={value.cluster} />
        </Part>
      )}
      {stop !== 'analyse' && facts}
      {full && (
        <Part name={`${t('handling.side.assist')}${value.assists.length > 0 ? ` ${value.assists.length}` : ''}`} open={value.assists.some((one) => one.repliedAt === null)}>
          <Assists />
        </Part>
      )}
      {type !== 'settledOnSite' && prints && (
        <Part name={t('handling.side.slips')}>
          <PrintedNote kind="complaint" of={feedback} />
          {(value.answeredBy !== null || over) && <PrintedNote kind="followUp" of={feedback} />}
        </Part>
      )}
      <Part name={t('handling.side.history')}>
        <History />
      </Part>
      {full && (
        <Part name={t('handling.side.tips')}>
          <Tips />
        </Part>
      )}
    </>
  );
}

function Part({ name, open = false, children }: { readonly name: string; readonly open?: boolean; readonly children: ReactNode }) {
  return (
    <details className="side-part" open={open}>
      <summary>{name}</summary>
      {children}
    </details>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sourceNames } from '../../../i18n/keys.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useNow } from '../../clock.ts';
import { useFormat } from '../../format.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { Reason } from '../Reason.tsx';
import { type CaseView, useCase } from './context.tsx';

type Clock = CaseView['clocks'][number];

/** The deadlines: those that run each with its rule, where the rule comes from and since when it holds; the others in a line. */
export function Clocks() {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const { value } = useCase();
  const over = value.clocks.filter((one) => one.stoppedAt !== null);
  const comma = i18n.language.startsWith('en') ? ', ' : '、';
  return (
    <ul className="clocks">
      {value.clocks
        .filter((one) => one.stoppedAt === null)
        .map((one) => (
          <ClockLine key={`${one.id}${one.startedAt ?? 0}`} clock={one} />
        ))}
      {over.length > 0 && <li className="soft">{`${t('handling.clock.stopped')}${i18n.language.startsWith('en') ? ': ' : '：'}${over.map((one) => say(one.zh)).join(comma)}`}</li>}
    </ul>
  );
}

function ClockLine({ clock }: { readonly clock: Clock }) {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const now = useNow(5000);
  const { value, may } = useCase();
  const [asking, setAsking] = useState(false);
  const action = useAction();
  const { feedback } = value.row;
  const runs = clock.pausedAt === null;
  const source = clock.source === null ? undefined : sourceNames[clock.source];
  const from = [
    clock.internalOnly ? t('handling.clock.inside') : null,
    source === undefined ? (clock.source === 'default' ? t('handling.clock.source', { source: i18n.language.startsWith('en') ? 'default' : '默认，请核定' }) : null) : t('handling.clock.source', { source: source[i18n.language.startsWith('en') ? 1 : 0] }),
    clock.effective === null ? null : t('handling.clock.from', { day: clock.effective }),
  ];
  return (
    <li data-alarm={runs && clock.dueAt < now ? 'over' : 'none'}>
      <span>{say(clock.zh)}</span>
      <span className="digits">
        {clock.pausedAt !== null ? t('handling.clock.paused') : t('feedback.due', { time: format.dateTime(clock.dueAt) })}
        {runs && clock.provisional && <abbr title={t('feedback.provisionalWhy')}>{t('feedback.provisional')}</abbr>}
      </span>
      <small className="soft">{from.filter((one) => one !== null).join(' · ')}</small>
      {clock.pausable && clock.pausedAt === null && may('feedback.pauseClock') && !asking && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('handling.clock.pause')}
        </Button>
      )}
      {clock.pausedAt !== null && may('feedback.resumeClock') && (
        <Button size="small" disabled={action.busy} onClick={() => action.run('feedback.resumeClock', { feedback, clock: clock.id })}>
          {t('handling.clock.resume')}
        </Button>
      )}
      {asking && (
        <Reason
          label={t('handling.clock.pauseWhy')}
          presets={[]}
          submit={t('handling.clock.pause')}
          busy={action.busy}
          onReason={(reason) => action.run('feedback.pauseClock', { feedback, clock: clock.id, reason }, () => setAsking(false))}
          onCancel={() => setAsking(false)}
        />
      )}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
    </li>
  );
}

import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useFormat } from '../../format.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { useStaffName } from '../useStaffName.ts';
import { useCase } from './context.tsx';

/** For so long it stays in sight, as the hall itself holds it. */
const shownFor = 10 * 60_000;

/** Whether this screen shows the personal data: asked for here, and not longer than ten minutes or than the case is in sight. */
export function useShown(active: boolean): { readonly asked: boolean; readonly show: () => void; readonly hide: () => void } {
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!active) setAsked(false);
  }, [active]);
  useEffect(() => {
    if (!asked) return;
    const timer = setTimeout(() => setAsked(false), shownFor);
    return () => clearTimeout(timer);
  }, [asked]);
  return { asked, show: () => setAsked(true), hide: () => setAsked(false) };
}

interface Props {
  readonly onShow: () => void;
  readonly onHide: () => void;
}

/** The customer: their words and contact, hidden until somebody asks, and what was noted at filing. */
export function Personal({ onShow, onHide }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const person = useStaffName();
  const { value, settings, may } = useCase();
  const action = useAction();
  const { personal } = value;
  const show = () => action.run('feedback.show', { feedback: value.row.feedback }, onShow);
  const name = (list: readonly { readonly id: string; readonly zh: string }[], id: string) => say(list.find((one) => one.id === id)?.zh ?? id);
  const contact = [value.name, value.phone].filter((one) => one !== null).join(' · ');
  const facts: readonly (readonly [string, string | null])[] = [
    [t('handling.said'), personal === 'shown' || personal === 'none' ? (value.words ?? t('handling.saidNone')) : value.words],
    [t('handling.contact'), contact === '' ? (personal === 'shown' || personal === 'none' ? t('handling.noContact') : null) : contact],
    [t('handling.account'), value.account],
    [t('handling.desire'), value.desire === null ? null : name(settings.desires, value.desire)],
    [t('handling.mood'), value.mood === null ? null : name(settings.moods, value.mood)],
    [t('handling.area'), [value.area, value.outage === null ? null : t('handling.outage', { day: value.outage })].filter((one) => one !== null).join(' · ') || null],
    [t('handling.named'), value.named.length === 0 ? null : value.named.map(person).join('、')],
    [t('handling.representatives'), value.representatives.length === 0 ? null : value.representatives.map((one) => [one.name, one.phone].filter((text) => text !== null).join(' ')).join('、')],
    [
      t('handling.outside'),
      value.outside.length === 0 ? null : value.outside.map((one) => [name(settings.channels, one.channel), one.number, format.dateTime(one.receivedAt)].filter((text) => text !== null).join(' ')).join('；'),
    ],
  ];
  return (
    <>
      {(personal === 'locked' || personal === 'forgotten') && <p className="feedback-help">{t(`feedback.${personal}`)}</p>}
      {personal === 'masked' && (
        <p className="masked">
          <span>{t('handling.masked')}</span>
          {may('feedback.show') && (
            <Button size="small" disabled={action.busy} title={t('handling.showWhy')} onClick={show}>
              {t('handling.show')}
            </Button>
          )}
        </p>
      )}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <dl className="feedback-said">
        {facts.map(([what, text]) =>
          text === null ? null : (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
      {personal === 'shown' && (
        <Button size="small" type="text" onClick={onHide}>
          {t('handling.hide')}
        </Button>
      )}
    </>
  );
}

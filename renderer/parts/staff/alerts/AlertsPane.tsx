import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { View } from '../../../../shared/contract.ts';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { useFormat } from '../../format.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { useAction } from '../../useAction.ts';
import { YesNo } from '../case/YesNo.tsx';
import { causeName } from '../causes.ts';
import { useStaffName } from '../useStaffName.ts';
import { alertCount } from './alertCount.ts';
import { OwnStatement } from './OwnStatement.tsx';
import './alerts.css';

interface Props {
  readonly alerts: View<'alerts'>;
  readonly settings: Settings;
  /** Whether a yes needs a PIN. */
  readonly withPin: boolean;
  readonly onOpen: (feedback: string) => void;
}

/** What wants somebody's eye, the gravest first. Nothing here takes the focus or sounds. */
export function AlertsPane({ alerts, settings, withPin, onOpen }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const person = useStaffName();
  const action = useAction();
  const item = (key: string, feedback: string | null, number: string, text: string, more?: ReactNode, hot = false) => (
    <li key={key} data-hot={hot}>
      {feedback === null ? (
        <strong>{number}</strong>
      ) : (
        <Button type="link" size="small" className="digits" onClick={() => onOpen(feedback)}>
          {number}
        </Button>
      )}
      <span>{text}</span>
      {more}
    </li>
  );
  const typeName = (type: string) => say(settings.requestTypes.find((one) => one.id === type)?.zh ?? type);
  return (
    <section className="alerts" aria-label={t('alerts.title')}>
      {alertCount(alerts) === 0 && alerts.followUps === 0 && <p className="list-empty">{t('alerts.none')}</p>}
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Group name={t('alerts.telephone')} hint={t('alerts.telephoneHint')} hot>
        {alerts.telephone.map((one) => item(one.feedback, one.feedback, one.number, say(causeName(settings, one.cause)), undefined, true))}
      </Group>
      <Group name={t('alerts.approvals')}>
        {alerts.approvals.map((one) =>
          item(
            one.remedy,
            one.feedback,
            one.number,
            [say(one.zh), one.note, one.askedBy === null ? null : t('alerts.askedBy', { name: one.askedBy })].filter((text) => text !== null).join(' · '),
            <YesNo feedback={one.feedback} remedy={one.remedy} mode="approve" withPin={withPin} />,
          ),
        )}
      </Group>
      <Group name={t('alerts.countersign')}>
        {alerts.countersign.map((one) =>
          item(
            one.remedy,
            one.feedback,
            one.number,
            `${say(one.zh)} · ${t('alerts.saidBy', { name: one.by })} · ${one.over ? t('alerts.countersignOver') : t('alerts.until', { time: format.dateTime(one.until) })}`,
            <YesNo feedback={one.feedback} remedy={one.remedy} mode="countersign" withPin={withPin} />,
            one.over,
          ),
        )}
      </Group>
      <Group name={t('alerts.statements')} hint={t('alerts.statementsHint')}>
        {alerts.statements.map((one) => item(one.feedback, null, one.number, '', <OwnStatement feedback={one.feedback} />))}
      </Group>
      <Group name={t('alerts.overdue')}>
        {alerts.overdue.map((one) =>
          item(
            `${one.feedback}${one.dueAt}`,
            one.feedback,
            one.number,
            `${one.zh === 'followThrough' ? t('alerts.followThrough') : say(one.zh)} · ${format.dateTime(one.dueAt)} · ${person(one.owner ?? '')}`,
            undefined,
            true,
          ),
        )}
      </Group>
      <Group name={t('alerts.alarms')}>
        {alerts.alarms.map((one) =>
          item(
            `${one.feedback}${one.clock}`,
            one.feedback,
            one.number,
            `${say(one.zh)} · ${one.share >= 1 ? t('alerts.overShare') : t('alerts.share', { share: one.share * 100 })} · ${format.dateTime(one.dueAt)} · ${person(one.owner ?? '')}`,
            undefined,
            one.share >= 1,
          ),
        )}
      </Group>
      <Group name={t('alerts.clusters')}>
        {alerts.clusters.map((one) =>
          item(
            one.cluster,
            one.feedback[0]?.feedback ?? null,
            one.feedback[0]?.number ?? '',
            t('alerts.cluster', { n: one.feedback.length, cause: say(causeName(settings, one.cause)) }),
          ),
        )}
      </Group>
      <Group name={t('alerts.warnings')}>
        {alerts.warnings.map((one) =>
          item(
            one.warning,
            one.feedback.at(-1)?.feedback ?? null,
            one.feedback.at(-1)?.number ?? '',
            t(`alerts.warning.${one.kind}`, { subject: one.subject, count: one.count }),
            <Button size="small" disabled={action.busy} onClick={() => action.run('warning.see', { warning: one.warning })}>
              {t('alerts.seen')}
            </Button>,
          ),
        )}
      </Group>
      <Group name={t('alerts.measures')}>
        {alerts.measures.map((one) => item(one.feedback, one.feedback, one.number, t('alerts.measure', { what: one.what, owner: one.owner, due: one.due })))}
      </Group>
      <Group name={t('alerts.retyped')}>
        {alerts.retyped.map((one) =>
          item(one.feedback, one.feedback, one.number, t('alerts.retypedTo', { type: typeName(one.to), reason: one.reason })),
        )}
      </Group>
      {alerts.followUps > 0 && <p className="soft">{t('alerts.followUps', { n: alerts.followUps })}</p>}
    </section>
  );
}

interface GroupProps {
  readonly name: string;
  readonly hint?: string;
  readonly hot?: boolean;
  readonly children: readonly ReactNode[];
}

/** One kind of alert; nothing when there is none of it. */
function Group({ name, hint, hot = false, children }: GroupProps) {
  if (children.length === 0) return null;
  return (
    <section className="alert-group" data-hot={hot}>
      <h3>
        {name} <b className="digits">{children.length}</b>
      </h3>
      {hint !== undefined && <p className="soft">{hint}</p>}
      <ul>{children}</ul>
    </section>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../../i18n/words/index.ts';
import { useFormat } from '../../format.ts';
import { ByPhone } from './ByPhone.tsx';
import { type CaseView, useCase } from './context.tsx';
import { YesNo } from './YesNo.tsx';

type RemedyRow = NonNullable<CaseView['plan']>['remedies'][number];

/** A remedy of the plan and whether it may be promised; whoever may say yes does so here. */
export function Approval({ remedy }: { readonly remedy: RemedyRow }) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const { value, people, may } = useCase();
  const [asking, setAsking] = useState(false);
  const waits = remedy.approval === 'needed';
  const sign = remedy.approval === 'byPhone' && !remedy.countersigned;
  const details = [remedy.note, remedy.amount === null ? null : `${remedy.amount} 元`, t('handling.carryOut.due', { time: format.dateTime(remedy.dueAt) })];
  return (
    <li>
      <b>{say(remedy.zh)}</b> <span className="soft">{details.filter((one) => one !== null).join(' · ')}</span>
      <em className="approval" data-approval={remedy.approval}>
        {t(`handling.approval.${remedy.approval}`, { name: remedy.approvedBy ?? '' })}
        {sign && remedy.countersignBy !== null && ` · ${t('handling.approval.countersign', { time: format.dateTime(remedy.countersignBy) })}`}
        {remedy.countersigned && ` · ${t('handling.approval.countersigned')}`}
      </em>
      {waits && may('feedback.approve') && <YesNo feedback={value.row.feedback} remedy={remedy.remedy} mode="approve" withPin={people.withPin} />}
      {sign && may('feedback.countersign') && <YesNo feedback={value.row.feedback} remedy={remedy.remedy} mode="countersign" withPin={people.withPin} />}
      {waits && !may('feedback.approve') && <small className="soft">{t('handling.approval.waits')}</small>}
      {waits && may('feedback.approveByPhone') && !asking && (
        <Button size="small" onClick={() => setAsking(true)}>
          {t('handling.approval.byPhoneDo')}
        </Button>
      )}
      {asking && waits && <ByPhone remedy={remedy.remedy} onCancel={() => setAsking(false)} />}
    </li>
  );
}

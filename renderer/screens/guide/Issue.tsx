import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { useWords } from '../../i18n/words/index.ts';
import { useFormat } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { Chips } from '../../parts/staff/Chips.tsx';
import { useIssue } from '../../parts/staff/useIssue.ts';
import type { FloorView } from './Guide.tsx';
import { Issued } from './Issued.tsx';

interface Props {
  readonly floor: FloorView;
  readonly settings: Settings;
}
const phoneShape = /^(1[3-9]\d{9}|0\d{9,11})?$/;

/** A ticket for a customer who cannot or does not want to use the kiosk: for whom, then one touch on the service. */
export function Issue({ floor, settings }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const format = useFormat();
  const { form, set, issued, action, take, reset } = useIssue();
  if (issued !== null) return <Issued ticket={issued} settings={settings} onDone={reset} />;
  const kinds = settings.classes.filter((one) => one.kiosk || one.grantedBy === undefined || one.grantedBy.includes('guide'));
  const needsReason = kinds.find((one) => one.id === form.kind)?.reasonRequired === true;
  const booked = form.kind === 'booked';
  const phoneGood = phoneShape.test(form.phone.replaceAll(/[\s-]/g, ''));
  const ready = !action.busy && phoneGood && (!needsReason || form.reason.trim() !== '') && (!booked || /^\d{8}$/.test(form.booking));
  return (
    <div className="guide-issue">
      <h2>{t('guide.issueWho')}</h2>
      <Chips
        name={t('guide.issueWho')}
        chosen={form.kind}
        choices={kinds.map((one) => ({ value: one.id, text: say(one.zh) }))}
        onChoose={(kind) => set({ kind })}
      />
      <div className="guide-inputs">
        {booked && (
          <Input
            aria-label={t('guide.bookingNeeded')}
            placeholder={t('guide.bookingNeeded')}
            inputMode="numeric"
            maxLength={8}
            value={form.booking}
            onChange={(event) => set({ booking: event.target.value })}
          />
        )}
        {needsReason && (
          <Input
            aria-label={t('guide.reasonNeeded')}
            placeholder={t('guide.reasonNeeded')}
            maxLength={200}
            value={form.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        )}
        <Input
          aria-label={t('guide.phone')}
          placeholder={t('guide.phone')}
          inputMode="tel"
          maxLength={20}
          status={phoneGood || form.phone.length < 11 ? '' : 'error'}
          value={form.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
        {!phoneGood && form.phone.length >= 7 && <small className="file-wrong">{t('guide.phoneWrong')}</small>}
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <h2>{t('guide.issueWhat')}</h2>
      <div className="guide-services">
        {settings.services
          .filter((one) => one.enabled && one.noTicket !== true)
          .map((one) => {
            const load = floor.services.find((other) => other.id === one.id);
            const quiet = load === undefined || (load.waiting === 0 && load.likelySeconds < 60);
            return (
              <Button key={one.id} disabled={!ready} onClick={() => take(one.id)}>
                <strong>{say(one.zh, one.en)}</strong>
                <span>{quiet ? t('guide.noWait') : t('guide.about', { wait: format.atMost(load.likelySeconds) })}</span>
              </Button>
            );
          })}
      </div>
    </div>
  );
}

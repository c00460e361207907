import { Button, Progress } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalOutput, View } from '../../../shared/contract.ts';
import { useFormat } from '../../parts/format.ts';
import { ProblemNote } from '../../parts/ProblemNote.tsx';
import { useAction } from '../../parts/useAction.ts';
import { useView } from '../../parts/useView.ts';
import { ImportPreview } from './ImportPreview.tsx';
import { useReasons } from './useReasons.ts';

type Chosen = LocalOutput<'import.choose'>;
type Summary = LocalOutput<'import.start'>;

/** A queue machine's log, looked at before anything is written, then imported with its progress shown. */
export function ImportTab() {
  const { t } = useTranslation();
  const { value: imports } = useView('imports', {});
  const [log, setLog] = useState<Chosen | null>(null);
  const [profile, setProfile] = useState<Chosen | null>(null);
  const [preview, setPreview] = useState<LocalOutput<'import.preview'> | null>(null);
  const [done, setDone] = useState<Summary | null>(null);
  const choose = useAction();
  const work = useAction();
  const running = imports?.running ?? null;
  const ready = log !== null && profile !== null;
  const files = ready ? { log: log.file, profile: profile.file } : null;
  const pick = (what: 'log' | 'profile', then: (chosen: Chosen) => void) =>
    choose.run('import.choose', { what }, (chosen) => {
      then(chosen);
      setPreview(null);
      setDone(null);
    });
  // Closing the file dialog is an answer, not a problem.
  const chooseProblem = choose.problem?.code === 'import.cancelled' ? null : choose.problem;
  return (
    <div className="import">
      <p className="soft">{t('manager.import.intro')}</p>
      <div className="op-line">
        <Button disabled={choose.busy || running !== null} onClick={() => pick('log', setLog)}>
          {t('manager.import.log')}
        </Button>
        <b>{log?.name}</b>
        <Button disabled={choose.busy || running !== null} onClick={() => pick('profile', setProfile)}>
          {t('manager.import.profile')}
        </Button>
        <b>{profile?.name}</b>
        <Button
          disabled={files === null || running !== null}
          loading={work.busy && running === null}
          onClick={() => files !== null && work.run('import.preview', files, setPreview)}
        >
          {t('manager.import.preview')}
        </Button>
        <Button
          type="primary"
          disabled={files === null || preview === null || work.busy || running !== null}
          onClick={() => files !== null && work.run('import.start', files, (made) => (setDone(made), setPreview(null)))}
        >
          {t('manager.import.start')}
        </Button>
      </div>
      <ProblemNote problem={chooseProblem} onClose={choose.dismiss} />
      <ProblemNote problem={work.problem} onAgain={work.again} onClose={work.dismiss} />
      {running !== null && <Running running={running} />}
      {done !== null && <Done summary={done} />}
      {preview !== null && running === null && done === null && <ImportPreview preview={preview} />}
      {done === null && running === null && preview === null && <Before completed={imports?.completed ?? []} />}
    </div>
  );
}

function Running({ running }: { readonly running: NonNullable<View<'imports'>['running']> }) {
  const { t } = useTranslation();
  const action = useAction();
  const share = running.total === 0 ? 0 : Math.floor((running.done / running.total) * 100);
  return (
    <section className="card" role="status">
      <b>{`${running.file} · ${t(`manager.import.${running.phase}`)}`}</b>
      <Progress percent={share} format={() => t('manager.import.progress', { done: running.done, total: running.total })} />
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Button
        danger
        className="import-cancel"
        disabled={action.busy}
        onClick={() => action.run('import.cancel', { import: running.import, reason: t('manager.import.cancelReason') })}
      >
        {t('manager.import.cancel')}
      </Button>
    </section>
  );
}

function Done({ summary }: { readonly summary: Summary }) {
  const { t } = useTranslation();
  const say = useReasons();
  const list = (tally: Readonly<Record<string, number>>) =>
    Object.entries(tally)
      .map(([reason, n]) => `${say(reason)} ${n}`)
      .join(' · ') || t('common.none');
  return (
    <div className="import-done">
      <b>{t('manager.import.done', { tickets: summary.tickets, days: summary.days })}</b>
      <span>{t('manager.import.skippedSum', { list: list(summary.skipped) })}</span>
      <span>{t('manager.import.rejectedSum', { list: list(summary.rejected) })}</span>
      {summary.rejectedFile !== null && (
        <span className="import-file">{t('manager.import.rejectFile', { file: summary.rejectedFile })}</span>
      )}
    </div>
  );
}

function Before({ completed }: { readonly completed: View<'imports'>['completed'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (completed.length === 0) return <p className="list-empty">{t('manager.import.none')}</p>;
  return (
    <section className="card">
      <h2>{t('manager.import.before')}</h2>
      {completed.map((one) => (
        <div key={one.import}>
          <small className="digits">{format.dateTime(one.at)}</small>
          <Done summary={one} />
        </div>
      ))}
    </section>
  );
}

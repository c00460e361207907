import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalOutput } from '../../../../shared/contract.ts';
import { standingOf } from '../../../parts/printing/standing.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Labelled } from '../../../parts/staff/Labelled.tsx';
import { useAction } from '../../../parts/useAction.ts';
import { type Draft, networkAddress, queueKey } from './form.ts';
import { addressText, type PrintersView } from './PrinterList.tsx';
import type { Stations } from './useStationLabel.ts';

type Found = LocalOutput<'printer.find'>['found'][number];
interface Props {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly view: PrintersView;
  readonly stations: Stations;
}

/** Where the printer is: a queue of one of the hall's computers, or on the network and who writes to it. */
export function WhereField({ draft, set, view, stations }: Props) {
  const { t } = useTranslation();
  const label = (one: PrintersView['stations'][number]) => `${stations.label(one.station, one.name)}${one.here ? '' : t('printing.form.notHere')}`;
  const computers = view.stations.filter((one) => stations.mayPrint(one.station));
  const queues = computers.flatMap((one) => one.queues.map((queue) => ({ key: queueKey(one.station, queue.address), name: queue.name })));
  const choose = (where: string) => {
    const name = queues.find((one) => one.key === where)?.name ?? '';
    // A queue's own name is better than none; a name that was typed stays.
    set({ where, ...(draft.name.trim() === '' ? { name: name.slice(0, 40) } : {}) });
  };
  const current = draft.where !== '' && draft.where !== 'network' && !queues.some((one) => one.key === draft.where);
  const options = [
    { value: 'network', label: t('printing.form.network') },
    ...(current ? [{ value: draft.where, label: `${addressText(draft.where.slice(draft.where.indexOf(' ') + 1))}${t('printing.form.notSeen')}` }] : []),
    ...computers.map((one) => ({
      label: stations.label(one.station, one.name),
      options:
        one.queues.length === 0
          ? [{ value: `${one.station} `, label: t(one.here ? 'printing.form.noQueues' : 'printing.form.away'), disabled: true }]
          : one.queues.map((queue) => ({ value: queueKey(one.station, queue.address), label: queue.name })),
    })),
  ];
  return (
    <>
      <Labelled name={t('printing.form.where')}>
        <Select className="printers-select" value={draft.where === '' ? null : draft.where} placeholder={t('printing.form.whereHint')} options={options} onChange={choose} />
      </Labelled>
      {draft.where === 'network' && (
        <>
          <NetworkField draft={draft} set={set} />
          <Labelled name={t('printing.form.writer')}>
            <span className="op-line">
              <Select className="printers-select" value={draft.writer} options={computers.map((one) => ({ value: one.station, label: label(one) }))} onChange={(writer) => set({ writer })} />
              <span className="soft">{t('printing.form.writerHint')}</span>
            </span>
          </Labelled>
        </>
      )}
    </>
  );
}

/** Its address, asked before it is saved: how it answers and what it takes itself for. */
function NetworkField({ draft, set }: Pick<Props, 'draft' | 'set'>) {
  const { t } = useTranslation();
  const action = useAction();
  const [found, setFound] = useState<Found | null>(null);
  const read = networkAddress(draft.host, draft.port);
  const address = 'address' in read ? read.address : null;
  // A port typed behind a colon goes where a port is looked for.
  const tidy = () => {
    const parts = /^tcp:\/\/\[?([^\]]+?)\]?:(\d+)$/.exec(address ?? '');
    if (parts !== null) set({ host: parts[1] ?? '', port: Number(parts[2]) });
  };
  const check = () => {
    if (address === null) return;
    action.run('printer.find', { address }, (result) => {
      const one = result.found[0] ?? null;
      setFound(one);
      if (one?.profile != null) set({ profile: one.profile });
    });
  };
  return (
    <>
      <div className="printers-field">
        <span>{t('printing.form.host')}</span>
        <div className="op-line printers-address">
          <Input
            aria-label={t('printing.form.host')}
            value={draft.host}
            maxLength={200}
            spellCheck={false}
            placeholder="192.168.1.60"
            onBlur={tidy}
            onChange={(event) => (set({ host: event.target.value }), setFound(null))}
          />
          <Labelled name={t('printing.form.port')} className="op-line">
            <InputNumber className="form-number" value={draft.port} min={1} max={65_535} onChange={(port) => (set({ port }), setFound(null))} />
          </Labelled>
          <Button loading={action.busy} disabled={address === null} onClick={check}>
            {t('printing.form.check')}
          </Button>
        </div>
      </div>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      {found !== null && <Answer found={found} />}
    </>
  );
}

function Answer({ found }: { readonly found: Found }) {
  const { t } = useTranslation();
  const profile = found.profile ?? 'generic';
  const standing = standingOf({ ...found, here: true, left: null, profile });
  const reason = found.reason ?? 'fault';
  const guess = found.profile === null ? '' : t('printing.form.guess', { name: t(`printing.profile.${found.profile}`) });
  const said = found.name === '' ? '' : t('printing.form.says', { name: found.name });
  const how =
    found.profile === 'mute' ? t('printing.form.answersNot') : standing === 'trouble' ? `${t(`printing.reason.${reason}`)} · ${t(`printing.todo.${reason}`)}` : t('printing.form.answers');
  return (
    <p className="printers-answer" role="status" data-good={standing !== 'trouble'}>
      {[how, said, guess].filter((one) => one !== '').join(' ')}
    </p>
  );
}

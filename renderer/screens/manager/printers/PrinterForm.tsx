import { Button, Input, InputNumber, Radio, Select } from 'antd';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { Labelled } from '../../../parts/staff/Labelled.tsx';
import { type Draft, profiles, readDraft, type Wrong } from './form.ts';
import type { PageProps } from './PrinterList.tsx';
import { withPrinter } from './section.ts';
import { useConfigure } from './useConfigure.ts';
import type { Stations } from './useStationLabel.ts';
import { WhereField } from './WhereField.tsx';

interface Props extends PageProps {
  readonly start: Draft;
  readonly stations: Stations;
  readonly onDone: () => void;
}
const densities = ['light', 'normal', 'dark'] as const;

/** A printer as it is to be: where it is, what it is, its paper. What is missing is said when it is to be saved. */
export function PrinterForm({ start, view, section, stations, onDone }: Props) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(start);
  const [tried, setTried] = useState(false);
  const { action, save } = useConfigure(section);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const read = readDraft(draft, section);
  const wrong: readonly Wrong[] = tried && 'wrong' in read ? read.wrong : [];
  const others = section.printers.filter((one) => one.id !== draft.id);
  const known = section.printers.some((one) => one.id === draft.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ('printer' in read) save((now) => withPrinter(now, read.printer), onDone);
  };
  const bad = (...keys: readonly Wrong[]) => wrong.filter((one) => keys.includes(one)).map((one) => <Bad key={one} wrong={one} />);
  return (
    <form className="form printers-form" onSubmit={submit}>
      <h2>{t(known ? 'printing.manager.change' : 'printing.manager.add')}</h2>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <WhereField draft={draft} set={set} view={view} stations={stations} />
      {bad('where', 'host', 'port', 'taken')}
      <Labelled name={t('printing.form.name')}>
        <Input value={draft.name} maxLength={40} placeholder={t('printing.form.nameHint')} onChange={(event) => set({ name: event.target.value })} />
      </Labelled>
      {bad('name', 'nameTaken')}
      <Field name={t('printing.form.profile')} tall>
        <Radio.Group
          className="printers-kinds"
          aria-label={t('printing.form.profile')}
          value={draft.profile}
          onChange={(event) => set({ profile: event.target.value as Draft['profile'] })}
          options={profiles.map((one) => ({
            value: one,
            label: (
              <>
                <b>{t(`printing.profile.${one}`)}</b> <span className="soft">{t(`printing.profileWhy.${one}`)}</span>
              </>
            ),
          }))}
        />
      </Field>
      <Field name={t('printing.form.width')}>
        <Radio.Group
          aria-label={t('printing.form.width')}
          value={draft.widthMm}
          onChange={(event) => set({ widthMm: event.target.value === 58 ? 58 : 80 })}
          options={[{ value: 58, label: '58 mm' }, { value: 80, label: '80 mm' }]}
        />
      </Field>
      <Field name={t('printing.form.density')}>
        <Radio.Group
          aria-label={t('printing.form.density')}
          value={draft.density}
          onChange={(event) => set({ density: event.target.value as Draft['density'] })}
          options={densities.map((one) => ({ value: one, label: t(`printing.density.${one}`) }))}
        />
      </Field>
      <Labelled name={t('printing.form.roll')}>
        <span className="op-line">
          <InputNumber className="form-number" value={draft.rollM} min={1} max={200} onChange={(rollM) => set({ rollM })} />
          <span className="soft">{t('printing.form.rollHint')}</span>
        </span>
      </Labelled>
      {bad('roll')}
      <Labelled name={t('printing.form.next')}>
        <span className="op-line">
          <Select
            className="printers-select"
            value={draft.next ?? ''}
            options={[{ value: '', label: t('printing.form.nextNone') }, ...others.map((one) => ({ value: one.id, label: one.name }))]}
            onChange={(next) => set({ next: next === '' ? null : next })}
          />
          <span className="soft">{t('printing.form.nextHint')}</span>
        </span>
      </Labelled>
      <div className="op-line editor-foot">
        <Button type="primary" htmlType="submit" loading={action.busy}>
          {t('manager.settings.save')}
        </Button>
        <Button type="text" onClick={onDone}>
          {t('manager.settings.cancel')}
        </Button>
        {tried && wrong.length > 0 && <span className="printers-wrong">{t('printing.form.wrongSome')}</span>}
      </div>
    </form>
  );
}

interface FieldProps {
  readonly name: string;
  readonly tall?: boolean;
  readonly children: ReactNode;
}

/** Several controls under one name: a label can name only one. */
export function Field({ name, tall = false, children }: FieldProps) {
  return (
    <div className="printers-field" data-tall={tall}>
      <span>{name}</span>
      {children}
    </div>
  );
}

function Bad({ wrong }: { readonly wrong: Wrong }) {
  const { t } = useTranslation();
  return (
    <p className="printers-wrong" role="alert">
      {t(`printing.form.wrong.${wrong}`)}
    </p>
  );
}

import { Button, InputNumber } from 'antd';
import { type ChangeEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printing } from '../../../../shared/printing.ts';
import { lines, logo, sizeThatFits } from '../../../../shared/slips/text.ts';
import { ProblemNote } from '../../../parts/ProblemNote.tsx';
import { slipImage } from '../../../parts/receipt.ts';
import { Labelled } from '../../../parts/staff/Labelled.tsx';
import { Field } from './PrinterForm.tsx';
import { useConfigure } from './useConfigure.ts';

interface Props {
  readonly section: Printing;
  readonly hall: string;
}
/** 40 000 characters of base64. */
const mostBytes = 30_000;

/** What all slips have in common: the picture above the hall's name, and for how long one that waits is of use. */
export function SlipForm({ section, hall }: Props) {
  const { t } = useTranslation();
  const [png, setPng] = useState(section.logo);
  const [drop, setDrop] = useState<number | null>(section.dropAfterMinutes);
  const [wrong, setWrong] = useState(false);
  const [saved, setSaved] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { action, save } = useConfigure(section);
  const changed = png !== section.logo || drop !== section.dropAfterMinutes;
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (file === undefined) return;
    const next = file.size > mostBytes ? null : base64(new Uint8Array(await file.arrayBuffer()));
    const good = next !== null && logo(next).length > 0 && (await isPicture(file));
    setWrong(!good);
    setSaved(false);
    if (good) setPng(next);
  };
  const keep = () => save((now) => ({ ...now, logo: png, dropAfterMinutes: drop ?? now.dropAfterMinutes }), () => setSaved(true));
  return (
    <div className="form printers-form">
      <h2>{t('printing.manager.page.slips')}</h2>
      <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
      <Labelled name={t('printing.form.drop')}>
        <span className="op-line">
          <InputNumber className="form-number" value={drop} min={1} max={240} precision={0} onChange={(next) => (setDrop(next), setSaved(false))} />
          <span className="soft">{t('printing.form.dropHint')}</span>
        </span>
      </Labelled>
      <Field name={t('printing.form.logo')} tall>
        <div className="printers-beside">
          <span className="soft">{t('printing.form.logoHint')}</span>
          <div className="op-line">
            <input ref={input} type="file" hidden accept="image/png" onChange={(event) => void take(event)} />
            <Button onClick={() => input.current?.click()}>{t('printing.form.logoChoose')}</Button>
            {png !== null && (
              <Button onClick={() => (setPng(null), setSaved(false), setWrong(false))}>{t('printing.form.logoRemove')}</Button>
            )}
          </div>
          {wrong && (
            <p className="printers-wrong" role="alert">
              {t('printing.form.logoWrong')}
            </p>
          )}
          <Head png={png} hall={hall} />
        </div>
      </Field>
      <div className="op-line editor-foot">
        <Button type="primary" disabled={!changed || drop === null} loading={action.busy} onClick={keep}>
          {t('manager.settings.save')}
        </Button>
        {saved && !changed && <b role="status">{t('manager.settings.saved')}</b>}
      </div>
    </div>
  );
}

/** The head of a slip as it will be on paper. */
function Head({ png, hall }: { readonly png: string | null; readonly hall: string }) {
  const { t } = useTranslation();
  const [image, setImage] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    slipImage([...logo(png), ...lines(hall, 48, { size: sizeThatFits(hall, 48, ['double', 'tall']), centered: true }), '-'].join('\n'), 48).then(
      (made) => {
        if (!gone) setImage(made);
      },
      (cause: unknown) => console.error(cause),
    );
    return () => {
      gone = true;
    };
  }, [png, hall]);
  return image === null ? null : <img className="printers-head" src={image} alt={t('printing.form.logoShown')} />;
}

/** Whether it can be drawn: a file that is cut off begins as a good one does. */
async function isPicture(file: File): Promise<boolean> {
  try {
    (await createImageBitmap(file)).close();
    return true;
  } catch {
    return false;
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const one of bytes) text += String.fromCharCode(one);
  return btoa(text);
}

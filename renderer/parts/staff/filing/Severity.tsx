import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../../shared/settings.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { Chips, toggled } from '../Chips.tsx';
import { Field } from '../Field.tsx';
import { Group } from './Group.tsx';
import type { Filing } from './useFiling.ts';

interface Props {
  readonly filing: Filing;
  readonly settings: Settings;
  /** Questions that the words call for: these are in sight unasked. */
  readonly hit: readonly string[];
  /** Whether all of them are asked for. */
  readonly open: boolean;
}

/** How serious it is, by a few yes: only what the words call for, until a key brings up the others. */
export function Severity({ filing, settings, hit, open }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { form, set } = filing;
  const shown = settings.severity.questions.filter((one) => open || hit.includes(one.id) || form.severity.includes(one.id));
  if (shown.length === 0) return null;
  return (
    <>
      <Field name={t('filing.severity')} {...(open ? { hint: t('filing.severityWhy') } : {})}>
        <Chips
          name={t('filing.severity')}
          className="chips-check"
          chosen={form.severity}
          choices={shown.map((one) => ({ value: one.id, text: say(one.zh) }))}
          onChoose={(id) => set({ severity: toggled(form.severity, id) })}
        />
      </Field>
      {form.severity.includes('group') && <Group filing={filing} settings={settings} />}
    </>
  );
}

/** Brings all the questions up. */
export function SeverityButton({ open, onOpen, withKeys }: { readonly open: boolean; readonly onOpen: () => void; readonly withKeys: boolean }) {
  const { t } = useTranslation();
  if (open) return null;
  return (
    <Button className="file-more" type="text" size="small" onClick={onOpen}>
      {t('filing.severity')} {withKeys && <kbd>Alt+G</kbd>}
    </Button>
  );
}

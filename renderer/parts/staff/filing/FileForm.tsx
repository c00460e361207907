import { Button } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '../../../../shared/domain/suggest.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { TicketRow } from '../../../../shared/views.ts';
import { useWords } from '../../../i18n/words/index.ts';
import { ProblemNote } from '../../ProblemNote.tsx';
import { CausePicker } from '../CausePicker.tsx';
import { Chips } from '../Chips.tsx';
import { Field } from '../Field.tsx';
import { TicketPicker } from '../TicketPicker.tsx';
import { AlreadyOpen } from './AlreadyOpen.tsx';
import { Asked } from './Asked.tsx';
import { ChannelFields } from './Channel.tsx';
import { Contact } from './Contact.tsx';
import { Severity, SeverityButton } from './Severity.tsx';
import type { Filing } from './useFiling.ts';
import { Wishes } from './Wishes.tsx';
import { Words } from './Words.tsx';

interface Props {
  readonly filing: Filing;
  readonly current: TicketRow | null;
  readonly settings: Settings;
  readonly suggestions: readonly Suggestion[];
  readonly words: RefObject<TextAreaRef | null>;
  readonly hit: readonly string[];
  readonly grading: boolean;
  readonly onGrade: () => void;
  readonly onUrged: (number: string, times: number) => void;
  readonly withKeys: boolean;
}

/** The fields, the words first: everything below them can wait or stay empty. */
export function FileForm({ filing, current, settings, suggestions, words, hit, grading, onGrade, onUrged, withKeys }: Props) {
  const { t } = useTranslation();
  const say = useWords();
  const { form, set, action } = filing;
  const open = action.problem?.code === 'feedback.alreadyOpen' ? action.problem : null;
  return (
    <form
      className="file-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        filing.file();
      }}
    >
      <TicketPicker current={current} settings={settings} picked={filing.picked} onPick={filing.pick} />
      <ChannelFields filing={filing} settings={settings} />
      <Words filing={filing} settings={settings} suggestions={suggestions} field={words} withKeys={withKeys} />
      <CausePicker settings={settings} cause={form.cause} onCause={(cause) => set({ cause })} />
      <Asked filing={filing} settings={settings} />
      <Severity filing={filing} settings={settings} hit={hit} open={grading} />
      <Field name={t('filing.type')}>
        <Chips
          name={t('feedback.kind')}
          chosen={form.type}
          choices={settings.requestTypes.filter((one) => one.id !== 'settledOnSite').map((one) => ({ value: one.id, text: say(one.zh) }))}
          onChoose={(type) => set({ type })}
        />
      </Field>
      <Wishes filing={filing} settings={settings}>
        <SeverityButton open={grading} onOpen={onGrade} withKeys={withKeys} />
      </Wishes>
      <Contact filing={filing} />
      <footer className="file-foot">
        {open === null ? (
          <ProblemNote problem={action.problem} onAgain={action.again} onClose={action.dismiss} />
        ) : (
          <AlreadyOpen detail={open.detail} onUrged={onUrged} onSeparate={() => filing.file(true)} />
        )}
        {filing.faults.length > 0 && (
          <p className="file-wrong" role="alert">
            {filing.faults.map((one) => t(`filing.needs.${one}`)).join(' · ')}
          </p>
        )}
        <div className="file-line">
          {withKeys && <small className="soft">{t('filing.keys')}</small>}
          <Button type="primary" size="large" htmlType="submit" loading={action.busy}>
            {t('feedback.submit')}
          </Button>
        </div>
      </footer>
    </form>
  );
}

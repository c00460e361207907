import { Button, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FindBy, TicketFind } from './useTicketFind.ts';

const ways: readonly FindBy[] = ['number', 'phone', 'time'];

/** The field to look a ticket up: scanned or typed number, end of the phone, or time. */
export function FindTicket({ find }: { readonly find: TicketFind }) {
  const { t } = useTranslation();
  const hint = { number: t('feedback.typeNumber'), phone: t('filing.typePhone'), time: t('filing.typeTime') }[find.by];
  return (
    <>
      <Select
        className="picker-by"
        aria-label={t('filing.findBy.label')}
        value={find.by}
        options={ways.map((one) => ({ value: one, label: t(`filing.findBy.${one}`) }))}
        onChange={find.setBy}
      />
      <Input
        className="picker-number"
        type={find.by === 'time' ? 'time' : 'text'}
        inputMode={find.by === 'phone' ? 'numeric' : 'text'}
        aria-label={hint}
        placeholder={hint}
        value={find.text}
        maxLength={300}
        onChange={(event) => find.setText(event.target.value)}
        onPressEnter={(event) => (event.preventDefault(), find.find())}
      />
      {find.day !== null && (
        <Input
          className="picker-day"
          type="date"
          aria-label={t('feedback.onDay')}
          title={t('feedback.onDay')}
          value={find.day}
          onChange={(event) => find.setDay(event.target.value)}
        />
      )}
      <Button disabled={!find.ready} loading={find.action.busy} onClick={find.find}>
        {t('feedback.find')}
      </Button>
      {find.day === null && (
        <Button type="text" onClick={() => find.setDay('')}>
          {t('feedback.otherDay')}
        </Button>
      )}
    </>
  );
}
